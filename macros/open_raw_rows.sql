{#
    Before anything is built: one view `raw.<table>` per raw table, whatever
    the export looks like. A missing optional column is an all-null column, a
    missing optional table an empty one; every row also travels as JSON text
    (`raw_row`), with the columns nobody declared.
    The contract is read from the source's own documentation: columns marked
    `required`, and their data types.
#}
{% macro open_raw_rows() %}
    {% if execute and target.name != 'preview' and flags.WHICH in ['build', 'run', 'retry', 'run-operation'] %}
        {% do run_query('create schema if not exists raw') %}
        {% set parts = [] %}
        {% for table in raw_tables() %}
            {% set export = raw_export(table.name) %}
            {% do run_query(raw_view(table, export)) %}
            {% if export %}
                {% do parts.append(parts_of(table.name, export)) %}
            {% endif %}
        {% endfor %}
        {% do run_query('create or replace view raw.parts as ' ~ (parts | join(' union all '))) %}
        {% do run_query('drop table if exists raw.contact_fields') %}
        {% do run_query('create table raw.contact_fields as ' ~ contact_fields(raw_export('contacts'))) %}
    {% endif %}
{% endmacro %}


{# What is known of contacts: the columns of their export, and what changes name. #}
{% macro contact_fields(export) %}
    {% for column in export.columns %}
        select '{{ column.name | trim | lower | replace("'", "''") }}' as field
        union
    {% endfor %}
    select lower(trim(attribute)) as field from raw.contact_changes
    where attribute is not null
{% endmacro %}


{# The raw tables a company may deliver, as the source declares them. #}
{% macro raw_tables() %}
    {% set tables = [] %}
    {% for table in graph.sources.values() if table.source_name == 'raw' and not table.config.meta.made_here %}
        {% do tables.append(table) %}
    {% endfor %}
    {{ return(tables) }}
{% endmacro %}

{# The statement that makes one raw view. #}
{% macro raw_view(table, export) %}
    {% if not export and table.config.meta.required %}
        {% do exceptions.raise_compiler_error(
            'There is no ' ~ table.name ~ ' export in ' ~ raw_folder() ~ ': put '
            ~ table.name ~ '.csv or ' ~ table.name ~ '.parquet there, or a folder '
            ~ table.name ~ '/ of such files.'
        ) %}
    {% endif %}
    {% set names = {} %}
    {% for column in export.columns %}
        {% do names.update({column.name | trim | lower: column}) %}
    {% endfor %}
    {% if export %}
        {% do check_required_columns(table, export, names) %}
    {% endif %}

    {% set wanted = [] %}
    {% for column in table.columns.values() if column.name not in ['raw_row', 'export_row', 'raw_part'] %}
        {% do wanted.append({'name': column.name, 'type': column.data_type}) %}
    {% endfor %}
    {% if table.name == 'events' %}
        {% for field in var('event_fields') if field not in table.columns %}
            {% do wanted.append({'name': field, 'type': 'text'}) %}
        {% endfor %}
    {% endif %}

    {# Of these a setting says how the export names them. #}
    {% set names_in_export = {'loaded_at': var('loaded_at') | lower} %}

    create or replace view raw.{{ table.name }} as
    select
        {% for column in wanted %}
            {{ raw_column(column, names.get(names_in_export.get(column.name, column.name))) }} as {{ column.name }},
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


{# Keep what the file already read as a time or a number; all else is text. #}
{% macro raw_column(wanted, column) -%}
    {%- set name = adapter.quote(wanted.name) -%}
    {%- if not column -%}
        cast(null as {{ 'timestamp' if wanted.type == 'timestamp' else 'varchar' }})
    {%- elif wanted.type == 'timestamp' and '[' not in column.type
        and column.type.startswith(('TIMESTAMP', 'DATE')) -%}
        cast({{ name }} as timestamp)
    {%- elif wanted.type == 'timestamp' -%}
        {{ read_timestamp('cast(' ~ name ~ ' as varchar)') }}
    {%- elif wanted.type == 'number' and column.type.startswith(
        ('DECIMAL', 'DOUBLE', 'FLOAT', 'INT', 'BIGINT', 'SMALLINT', 'TINYINT', 'HUGEINT', 'U')
    ) -%} {{ name }}
    {%- else -%} cast({{ name }} as varchar)
    {%- endif -%}
{%- endmacro %}

{# A file by its path below the raw folder: the folder may be moved. #}
{% macro part_name(file) -%}
    replace({{ file }}, '{{ raw_folder() | replace("'", "''") }}/', '')
{%- endmacro %}

{#
    The files of a raw table, each with a print that tells changes. DuckDB gives
    the time of change in whole seconds, so small files are printed by content.
#}
{% macro parts_of(table, export) %}
    {{ return(adapter.dispatch('parts_of', 'lead_scoring')(table, export)) }}
{% endmacro %}

{% macro duckdb__parts_of(table, export) %}
    {% set small, large = [], [] %}
    {% for file in run_query("select filename, size from read_blob('" ~ export.pattern ~ "')").rows %}
        {% do (small if file[1] < 1000000 else large).append("'" ~ (file[0] | replace("'", "''")) ~ "'") %}
    {% endfor %}
    {% set parts = [] %}
    {% for files, print in [(small, 'md5(content)'), (large, "size || ' ' || last_modified")] if files %}
        {% do parts.append(
            "select '" ~ table ~ "' as table_name, " ~ part_name('filename') ~ " as raw_part, "
            ~ print ~ " as print from read_blob([" ~ (files | join(', ')) ~ "])"
        ) %}
    {% endfor %}
    {{ return(parts | join(' union all ')) }}
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
    {% set rows = "select * from raw." ~ table %}
    {% if not is_whole() %}
        {% set sql = value_of("select sql from duckdb_views() where schema_name = 'raw' and view_name = '" ~ table ~ "' and database_name = current_database()") %}
        {% set export = raw_export(table) %}
        {% set files = [] %}
        {% for part in run_query(parts).columns[0].values() | sort if export %}
            {% do files.append("'" ~ ((raw_folder() ~ '/' ~ part) | replace("'", "''")) ~ "'") %}
        {% endfor %}
        {% set rows = sql[sql.index('SELECT'):] | replace("'" ~ export.pattern ~ "'", '[' ~ (files | join(', ')) ~ ']') if files
            else rows ~ ' where false' %}
    {% endif %}
    {% do run_query('create or replace view raw.' ~ view ~ ' as ' ~ rows | trim | trim(';')) %}
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
