{#
    One row per row of a CTE and field of one of its columns, a JSON object:
    the kept columns, field_name, field_value (text, null where it is null).
#}
{% macro json_fields(relation, keep, json) %}
    {{- return(adapter.dispatch('json_fields', 'lead_scoring')(relation, keep, json)) -}}
{% endmacro %}

{% macro duckdb__json_fields(relation, keep, json) -%}
    select
        {{ keep | join(', ') }},
        field.key as field_name,
        field.value as field_value
    from (
        select
            {{ keep | join(', ') }},
            unnest(map_entries(cast(cast({{ json }} as json) as map(varchar, varchar))))
                as field
        from {{ relation }}
    ) as named_fields
{%- endmacro %}

{% macro default__json_fields(relation, keep, json) -%}
    select
        {{ keep | join(', ') }},
        fields.field_name,
        fields.field_value
    from {{ relation }}
    cross join lateral
        jsonb_each_text(cast({{ json }} as jsonb)) as fields (field_name, field_value)
{%- endmacro %}
