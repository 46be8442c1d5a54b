{#
    Seeds are loaded as the text the analyst typed, whatever it looks like:
    so the checks can name a bad cell instead of the loader failing on it, and
    `from_3` may be added to the point grid without declaring its type. The last
    column, row_number, is the row a spreadsheet shows; the header is row 1.
#}
{% macro create_csv_table(model, agate_table) -%}
    {% call statement('_') -%}
        create table {{ this.render() }} (
            {%- for column in agate_table.column_names %}
            {{ adapter.quote(column | trim) }} {{ api.Column.translate_type('string') }},
            {%- endfor %}
            {%- for column in columns_left_out(model, agate_table) %}
            {{ column }} {{ api.Column.translate_type('string') }},
            {%- endfor %}
            row_number integer
        )
    {%- endcall %}
    {{ return('') }}
{%- endmacro %}


{# Columns that a seed may lack: empty ones in its stead. #}
{% macro columns_left_out(model, agate_table) %}
    {% set there, left_out = agate_table.column_names | map('trim') | list, [] %}
    {% for column in model.columns.values() if column.config.meta.optional and column.name not in there %}
        {% do left_out.append(column.name) %}
    {% endfor %}
    {{ return(left_out) }}
{% endmacro %}


{#
    Quotes are quotes, however many rows there are: nothing is left to sniffing.
    The file is sought where the project lies now; the model's own path is that
    of the folder it was first parsed in. A window without an order numbers what
    is read in the order of the file, whatever else runs in any order.
#}
{% macro duckdb__load_csv_rows(model, agate_table) %}
    {% set path = absolute_path(model['original_file_path']) | replace("'", "''") %}
    {% set sql %}
        insert into {{ this.render() }}
        select
            *,
            {%- for column in columns_left_out(model, agate_table) %}
            null,
            {%- endfor %}
            row_number() over () + 1
        from read_csv(
            '{{ path }}',
            columns = {
                {%- for column in agate_table.column_names %}
                '{{ column | replace("'", "''") }}': 'varchar',
                {%- endfor %}
            },
            auto_detect = false, header = true, parallel = false,
            delim = ',', quote = '"', escape = '"'
        )
    {% endset %}
    {% do adapter.add_query(sql, abridge_sql_log=True) %}
    {{ return(sql) }}
{% endmacro %}
