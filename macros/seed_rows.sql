{#
    A seed with the row number a spreadsheet shows (the header is row 1).
    Every engine here returns a seed in the order of its file; an engine that
    does not needs its own version.
#}
{% macro seed_rows(seed) -%}
    select
        *,
        row_number() over () + 1 as row_number
    from {{ ref(seed) }}
{%- endmacro %}


{# True for yes; the checks allow yes and no only. #}
{% macro is_yes(column) -%}
    coalesce(lower(trim({{ column }})) = 'yes', false)
{%- endmacro %}
