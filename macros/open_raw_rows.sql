{#
    Before anything is built: one view `raw.<table>` per raw table, whatever
    the export looks like. A missing optional column is an all-null column, a
    missing optional table an empty one; every row also travels as JSON text
    (`raw_row`), with the columns nobody declared.
    The contract is read from the source's own documentation: columns marked
    `required`, their data types, and `may_be_empty` where a cell of a required
    column may be. Beside an optional time stands the text it was read from,
    `<column>_cell`, so that a cell nobody can read is told from an empty one.
#}
{% macro open_raw_rows() %}
    {% if execute and target.name != 'preview' and flags.WHICH in ['build', 'run', 'retry', 'run-operation'] %}
        {% do run_query('create schema if not exists raw') %}
        {% set listing, parts, fields = raw_listing(), [], [] %}
        {% for table in raw_tables() %}
            {% set export = raw_export(table.name, listing.get(table.name, [])) %}
            {% do run_query(raw_view(table, export)) %}
            {% if export %}
                {% do parts.append(parts_of(table.name, export)) %}
                {% do note_columns(table.name, export) %}
                {% do fields.extend(contact_fields(table.name, export)) %}
            {% endif %}
        {% endfor %}
        {% do run_query('create or replace view raw.parts as ' ~ (parts | join(' union all '))) %}
        {% do run_query('drop table if exists raw.contact_fields') %}
        {% do run_query('create table raw.contact_fields as ' ~ (fields | join(' union '))) %}
    {% endif %}
{% endmacro %}


{# What is known of contacts: the columns of their export, and what changes name. #}
{% macro contact_fields(table, export) %}
    {% set fields = [] %}
    {% for column in export.columns if table == 'contacts' %}
        {% do fields.append("select '" ~ (column.name | trim | lower | replace("'", "''")) ~ "' as field") %}
    {% endfor %}
    {% if table == 'contact_changes' %}
        {% do fields.append('select lower(trim(attribute)) as field from raw.contact_changes where attribute is not null') %}
    {% endif %}
    {{ return(fields) }}
{% endmacro %}


{# The raw tables a company may deliver, as the source declares them. #}
{% macro raw_tables() %}
    {% set tables = [] %}
    {% for table in graph.sources.values() if table.source_name == 'raw' and not table.config.meta.made_here %}
        {% do tables.append(table) %}
    {% endfor %}
    {{ return(tables) }}
{% endmacro %}

{# The statement that makes one raw view, of that name if it is of some files only. #}
{% macro raw_view(table, export, view=none) %}
    {% if not export and table.config.meta.required %}
        {% do exceptions.raise_compiler_error(
            'There is no ' ~ table.name ~ ' export in ' ~ raw_folder() ~ ': put '
            ~ table.name ~ '.csv or ' ~ table.name ~ '.parquet there, or a folder '
            ~ table.name ~ '/ of such files.'
        ) %}
    {% endif %}
    {% set names = {} %}
    {% for column in export.columns %}
        {% set name = column.name | trim | lower %}
        {% if name in names %}
            {% do exceptions.raise_compiler_error(
                export.place ~ " has two columns '" ~ names[name].name ~ "' and '" ~ column.name
                ~ "' (case and blanks make no difference): keep one, or write them alike in all parts."
            ) %}
        {% endif %}
        {% do names.update({name: column}) %}
    {% endfor %}
    {% if export %}
        {% do check_required_columns(table, export, names) %}
    {% endif %}

    {% set wanted = [] %}
    {% for column in table.columns.values() if column.name not in ['raw_row', 'export_row', 'raw_part'] %}
        {% set meta = column.config.meta %}
        {% do wanted.append({
            'name': column.name, 'type': column.data_type,
            'may_be_empty': not meta.required or meta.may_be_empty,
            'may_be_nobody': meta.may_be_nobody,
        }) %}
    {% endfor %}
    {% if table.name == 'events' %}
        {% for field in var('event_fields') if field not in table.columns %}
            {% do wanted.append({'name': field, 'type': 'text', 'may_be_empty': true}) %}
        {% endfor %}
    {% endif %}

    {# Of these a setting says how the export names them. #}
    {% set names_in_export = {'loaded_at': var('loaded_at') | lower} %}

    create or replace view raw.{{ view or table.name }} as
    select
        {% for column in wanted %}
            {{ raw_column(column, names.get(names_in_export.get(column.name, column.name))) }} as {{ column.name }},
            {% if column.type == 'timestamp' and column.may_be_empty %}
                {{ raw_cell(column, names.get(column.name)) }} as {{ column.name }}_cell,
            {% endif %}
        {% endfor %}
        {%- if table.name == 'events' %}
            {{ 'export_row' if export else 'cast(null as varchar)' }} as export_row
        {%- else %}
            {{ row_as_json('export_row') if export else 'cast(null as varchar)' }} as raw_row
        {%- endif %},
        {{ part_name('raw_part') if export else 'cast(null as varchar)' }} as raw_part
    {% if export %}
    from (
        select
            {% for name, column in names.items() %}
                {{ adapter.quote(column.name | replace('"', '""')) }} as {{ adapter.quote(name | replace('"', '""')) }},
            {% endfor %}
            {{ row_of(names) }} as export_row
        from {{ export.rows }}
    ) as export_rows
    {% if is_of_nobody_erased(names) %} where {{ is_of_nobody_erased(names) }} {% endif %}
    {% else %}
    where false
    {% endif %}
{% endmacro %}


{% macro check_required_columns(table, export, names) %}
    {% for column in table.columns.values() if column.config.meta.required %}
        {% if column.name not in names %}
            {% do exceptions.raise_compiler_error(
                export.place ~ ' has no column ' ~ column.name ~ '. Its columns are: '
                ~ (names.keys() | join(', ')) ~ '. Rename the column that holds it.'
            ) %}
        {% endif %}
    {% endfor %}
{% endmacro %}


{# The row as it was exported: without the name of the file it came in. #}
{% macro row_of(names) %}
    {{- return(adapter.dispatch('row_of', 'lead_scoring')(names)) -}}
{% endmacro %}

{% macro duckdb__row_of(names) -%}
    {
        {%- for name, column in names.items() if name != 'raw_part' -%}
            '{{ name | replace("'", "''") }}': {{ adapter.quote(column.name | replace('"', '""')) }},
        {%- endfor -%}
    }
{%- endmacro %}

{% macro default__row_of(names) -%}
    json_build_object(
        {%- for name, column in names.items() if name != 'raw_part' -%}
            '{{ name | replace("'", "''") }}', {{ adapter.quote(column.name) }}{{ ', ' if not loop.last }}
        {%- endfor -%}
    )
{%- endmacro %}


{#
    Keep what the file already holds as a time; all else is text, read as such. An id
    that may be of nobody is an empty text where it is missing, and null only where
    the export has no such column.
#}
{% macro raw_column(wanted, column) -%}
    {%- set is_time = wanted.type == 'timestamp' -%}
    {%- if not column -%}
        cast(null as {{ 'timestamp' if is_time else 'varchar' }})
    {%- elif is_time and '[' not in column.type and column.type.startswith(('TIMESTAMP', 'DATE')) -%}
        {{ as_timestamp(adapter.quote(wanted.name)) }}
    {%- elif is_time -%} {{ read_timestamp(raw_cell(wanted, column)) }}
    {%- elif wanted.may_be_nobody -%} coalesce(cast({{ adapter.quote(wanted.name) }} as varchar), '')
    {%- else -%} {{ raw_cell(wanted, column) }}
    {%- endif -%}
{%- endmacro %}

{#
    A cell as text. Tiny floating numbers are written out: 5e-05 is how an engine
    shows a number, and no number that somebody wrote.
#}
{% macro raw_cell(wanted, column) -%}
    {%- set name = adapter.quote(wanted.name) -%}
    {%- set cell = 'cast(' ~ name ~ ' as varchar)' -%}
    {%- if not column -%} cast(null as varchar)
    {%- elif wanted.type == 'number' and column.type in ('DOUBLE', 'FLOAT') -%}
        case when abs({{ name }}) < 0.0001 then format('{:.20f}', {{ name }}) else {{ cell }} end
    {%- else -%} {{ filled(cell) if wanted.may_be_empty else cell }}
    {%- endif -%}
{%- endmacro %}

{# A file by its path below the raw folder: the folder may be moved. #}
{% macro part_name(file) -%}
    replace({{ file }}, '{{ raw_folder() | replace("'", "''") }}/', '')
{%- endmacro %}

{# What a view of some parts has to know of all of them. #}
{% macro note_columns(table, export) %}
    {{ return(adapter.dispatch('note_columns', 'lead_scoring')(table, export)) }}
{% endmacro %}

{% macro duckdb__note_columns(table, export) %}
    {% do run_query(
        'comment on view raw.' ~ table ~ " is '" ~ (tojson({
            'folder': raw_folder(), 'place': export.place,
            'delimiter': export.delimiter, 'columns': export.columns
        }) | replace("'", "''")) ~ "'"
    ) %}
{% endmacro %}

{% macro default__note_columns(table, export) %}
{% endmacro %}

{# The files of a raw table, each with a print that tells changes. #}
{% macro parts_of(table, export) %}
    {{ return(adapter.dispatch('parts_of', 'lead_scoring')(table, export)) }}
{% endmacro %}

{# With its first anonymous ids an export is another one in all its files. #}
{% macro duckdb__parts_of(table, export) %}
    {% set names = export.columns | map(attribute='name') | map('trim') | map('lower') | list %}
    {% set print_ends = ' anonymous' if table == 'events' and 'anonymous_id' in names else '' %}
    {% set parts = [] %}
    {% for file in export.files %}
        {% do parts.append(
            "('" ~ table ~ "', '" ~ (file.part | replace("'", "''")) ~ "', '" ~ file.print ~ print_ends ~ "')"
        ) %}
    {% endfor %}
    {{ return(
        'select * from (values ' ~ parts | join(', ') ~ ') as files (table_name, raw_part, print)'
    ) }}
{% endmacro %}

{# Of a table in a warehouse: rows that were loaded together. #}
{% macro default__parts_of(table, export) %}
    {{ return(
        "select '" ~ table ~ "' as table_name, raw_part, "
        ~ "md5(string_agg(cast(export_rows as text), ' ' order by cast(export_rows as text))) as print "
        ~ "from " ~ export.rows ~ " as export_rows group by raw_part"
    ) }}
{% endmacro %}

{#
    A view of a raw table that opens only some of its files: those that a query
    names. Only literal names keep DuckDB from opening all of them.
#}
{% macro open_parts(view, table, parts) %}
    {% if execute %}
        {% do adapter.dispatch('open_parts', 'lead_scoring')(view, table, parts) %}
    {% endif %}
{% endmacro %}

{% macro duckdb__open_parts(view, table, parts) %}
    {% set sql = 'create or replace view raw.' ~ view ~ ' as select * from raw.' ~ table %}
    {% if not is_whole() %}
        {% set chosen = run_query(parts).columns[0].values() | sort %}
        {% set sql = raw_view_of_parts(view, table, chosen) if chosen else sql ~ ' where false' %}
    {% endif %}
    {% do run_query(sql) %}
{% endmacro %}

{#
    Parts may differ in their columns and types: in these they are as they are where
    all parts are read together.
#}
{% macro raw_view_of_parts(view, table, parts) %}
    {% set export = fromjson(value_of(
        "select comment from duckdb_views() where schema_name = 'raw' and view_name = '" ~ table
        ~ "' and database_name = current_database()"
    )) %}
    {% set rows = rows_of_files(parts, export.delimiter) %}
    {% set present = columns_of_rows(rows) | map(attribute='name') | map('lower') | list %}
    {% set columns = [] %}
    {% for column in export.columns %}
        {% set name = adapter.quote(column.name | replace('"', '""')) %}
        {% do columns.append(
            'cast(' ~ (name if column.name | lower in present else 'null') ~ ' as ' ~ column.type ~ ') as ' ~ name
        ) %}
    {% endfor %}
    {% do export.update({'rows': '(select ' ~ columns | join(', ') ~ ' from ' ~ rows ~ ') as parts'}) %}
    {% set tables = raw_tables() | selectattr('name', 'equalto', table) | list %}
    {{ return(raw_view(tables[0], export, view)) }}
{% endmacro %}

{% macro default__open_parts(view, table, parts) %}
    {% set rows = 'select * from raw.' ~ table %}
    {% if not is_whole() %}
        {% set names = [] %}
        {% for part in run_query(parts).columns[0].values() | sort %}
            {% do names.append("'" ~ (part | replace("'", "''")) ~ "'") %}
        {% endfor %}
        {% set rows = rows ~ ' where raw_part in (' ~ (names | join(', ') or 'null') ~ ')' %}
    {% endif %}
    {% do run_query('create or replace view raw.' ~ view ~ ' as ' ~ rows) %}
{% endmacro %}
