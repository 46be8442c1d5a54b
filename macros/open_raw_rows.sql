{#
    Before anything is built: one view `raw.<table>` per raw table, whatever
    the export looks like. A missing optional column is an all-null column, a
    missing optional table an empty one; every row also travels as JSON text
    (`raw_row`), with the columns nobody declared.
    The contract is read from the source's own documentation: columns marked
    `required`, and their data types.
#}
{% macro open_raw_rows() %}
    {% if execute and not on_scratch_copy() %}
        {% do run_query('create schema if not exists raw') %}
        {% do open_runs() %}
        {% set tables = graph.sources.values() | selectattr('source_name', 'equalto', 'raw') %}
        {% for table in tables %}
            {% do run_query(raw_view(table)) %}
        {% endfor %}
    {% endif %}
{% endmacro %}


{# The statement that makes one raw view. #}
{% macro raw_view(table) %}
    {% set export = raw_export(table.name) %}
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

    create or replace view raw.{{ table.name }} as
    select
        {% for column in wanted %}
            {{ raw_column(column, names.get(column.name)) }} as {{ column.name }},
        {% endfor %}
        {%- if table.name == 'events' %}
            {{ 'export_row' if export else 'cast(null as varchar)' }} as export_row
        {%- else %}
            {{ row_as_json('export_row') if export else 'cast(null as varchar)' }} as raw_row
        {%- endif %},
        {{ 'raw_part' if export else 'cast(null as varchar)' }} as raw_part
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
