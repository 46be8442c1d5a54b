{#
    Seeds are loaded as the text the analyst typed, whatever it looks like:
    so the checks can name a bad cell instead of the loader failing on it, and
    `from_3` may be added to the point grid without declaring its type.
#}
{% macro create_csv_table(model, agate_table) -%}
    {% set columns = [] %}
    {% for column in agate_table.column_names %}
        {% do columns.append(adapter.quote(column | trim) ~ ' ' ~ api.Column.translate_type('string')) %}
    {% endfor %}
    {% call statement('_') -%}
        create table {{ this.render() }} ({{ columns | join(', ') }})
    {%- endcall %}
    {{ return('') }}
{%- endmacro %}


{#
    Quotes are quotes, however many rows there are: nothing is left to sniffing.
    The file is sought where the project lies now; the model's own path is that
    of the folder it was first parsed in.
#}
{% macro duckdb__load_csv_rows(model, agate_table) %}
    {% set path = (invocation_args_dict['project_dir'] ~ '/' ~ model['original_file_path']) | replace("'", "''") %}
    {% set sql %}
        copy {{ this.render() }} from '{{ path }}'
        (format csv, header true, delimiter ',', quote '"', escape '"')
    {% endset %}
    {% do adapter.add_query(sql, abridge_sql_log=True) %}
    {{ return(sql) }}
{% endmacro %}
