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
