{#
    One number over another, exactly, to so many places; a half goes away from
    zero. Null where that one is 0. Numbers have up to 4 digits after the point.
#}
{% macro ratio(part, whole, places) %}
    {{- return(adapter.dispatch('ratio', 'lead_scoring')(part, whole, places)) -}}
{% endmacro %}

{% macro default__ratio(part, whole, places) -%}
    cast(
        round(
            cast({{ part }} as decimal(18, 4)) / nullif({{ whole }}, 0),
            {{ places }}
        ) as decimal(18, {{ places }})
    )
{%- endmacro %}

{# DuckDB divides decimals as floating numbers, so whole numbers are divided. #}
{% macro duckdb__ratio(part, whole, places) -%}
    {%- set up = 'cast(cast(' ~ part ~ ' as decimal(30, 4)) * 10000 as hugeint)' -%}
    {%- set down = 'cast(cast(nullif(' ~ whole ~ ', 0) as decimal(30, 4)) * 10000 as hugeint)' -%}
    cast(
        cast(
            sign({{ up }}) * sign({{ down }}) * (
                (2 * abs({{ up }}) * {{ 10 ** places }} + abs({{ down }}))
                // (2 * abs({{ down }}))
            ) as decimal(20, 0)
        ) * {{ '%.*f' | format(places, 0.1 ** places) }}
        as decimal(18, {{ places }})
    )
{%- endmacro %}


{# A part of a whole from 0 to 1, to four places; null where there is no whole. #}
{% macro share(part, whole) -%}
    cast({{ ratio(part, whole, 4) }} as decimal(5, 4))
{%- endmacro %}
