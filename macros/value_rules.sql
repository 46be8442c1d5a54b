{#
    Which rule of fit each of some values meets, as the CTE value_rules: per value
    and model one rule_key and its points, before weights. A row of fit_points.csv is
    met by its text, in any case, or by a number within its edges. Of several values
    in one cell (the variable multi_value) the one with the highest points decides,
    of equal ones that whose row is first. Few different values occur, so each is
    held against the rules once.
    Expects the CTE different_values (attribute, attribute_value).
#}
{% macro value_rules() -%}
read_values as (
    select
        attribute,
        attribute_value,
        lower(single_value) as single_value,
        {{ read_measure('single_value') }} as numeric_value
    from (
        {{ single_values('different_values', []) }}
    ) as single_values
),

met_rules as (
    select
        read_values.attribute,
        read_values.attribute_value,
        rules.rule_key,
        rules.model_key,
        rules.weight,
        fit_rules.points,
        row_number() over (
            partition by
                rules.model_key,
                read_values.attribute,
                read_values.attribute_value
            order by fit_rules.points desc, fit_rules.row_number
        ) as match_number
    from read_values
    inner join {{ ref('stg_fit_rules') }} as fit_rules
        on
            read_values.attribute = fit_rules.attribute
            and (
                read_values.single_value = fit_rules.equals
                or (
                    fit_rules.equals is null
                    and {{ is_in_range('read_values.numeric_value', 'fit_rules') }}
                )
            )
    inner join {{ ref('int_rules') }} as rules
        on
            rules.component = 'fit'
            and fit_rules.scoring_model = rules.scoring_model
            and fit_rules.attribute = rules.rule
            and fit_rules.band = rules.band
),

value_rules as (
    select * from met_rules
    where match_number = 1
)
{%- endmacro %}


{# True when a number is at_least that of a row and below its other; empty is open. #}
{% macro is_in_range(number, row) -%}
    {{ number }} >= coalesce({{ row }}.at_least, {{ number }})
    and ({{ row }}.below is null or {{ number }} < {{ row }}.below)
{%- endmacro %}


{#
    Rows of a CTE with attribute and attribute_value, once for each value in the
    cell: `single_value`, and the kept columns.
#}
{% macro single_values(relation, keep) -%}
    {%- set kept = (['attribute', 'attribute_value'] + keep) | join(', ') -%}
    {%- set several = var('multi_value') -%}
    select {{ kept }}, attribute_value as single_value
    from {{ relation }}
    {%- if several %}
    where attribute not in ('{{ several.keys() | map('lower') | join("', '") }}')
    {%- endif %}
    {%- for attribute, separator in several.items() %}
    union all
    select {{ kept }}, {{ tidy('parts.part') }} as single_value
    from {{ relation }}
    cross join {{ split_text('attribute_value', separator) }} as parts (part)
    where attribute = '{{ attribute | lower }}'
    {%- endfor %}
{%- endmacro %}


{# The parts of a text between separators, as rows. #}
{% macro split_text(text, separator) %}
    {{- return(adapter.dispatch('split_text', 'lead_scoring')(text, separator_text(separator))) -}}
{% endmacro %}

{% macro duckdb__split_text(text, separator) -%}
    unnest(string_split({{ text }}, {{ separator }}))
{%- endmacro %}

{% macro default__split_text(text, separator) -%}
    unnest(string_to_array({{ text }}, {{ separator }}))
{%- endmacro %}

{# A semicolon within a text is the end of a statement to parts of dbt. #}
{% macro separator_text(separator) -%}
    '{{ separator | replace("'", "''") | replace(';', "' || chr(59) || '") }}'
{%- endmacro %}


{# A cell of several values of which none is filled is not known. #}
{% macro filled_value(attribute, value) -%}
    {%- if var('multi_value') -%}
    case
        {%- for name, separator in var('multi_value').items() %}
        when
            {{ attribute }} = '{{ name | lower }}'
            and trim(replace({{ value }}, {{ separator_text(separator) }}, '')) = ''
            then null
        {%- endfor %}
        else {{ value }}
    end
    {%- else -%}
    {{ value }}
    {%- endif -%}
{%- endmacro %}
