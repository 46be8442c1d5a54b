{#
    What somebody chose for one backtest, from the environment: what is empty is
    as outcomes.csv and proof_levels.csv say.
#}

{# The first or the last day to judge (FROM, TO), if chosen; null otherwise. #}
{% macro backtest_day(end) -%}
    {%- set day = env_var('LEADS_BACKTEST_' ~ end, '') -%}
    {%- if not day -%}
        cast(null as date)
    {%- elif modules.re.match('[0-9]{4}-[0-9]{2}-[0-9]{2}$', day) -%}
        cast('{{ day }}' as date)
    {%- else -%}
        {%- do exceptions.raise_compiler_error(
            "LEADS_BACKTEST_" ~ end ~ " is '" ~ day
            ~ "', which is not a day: write it like 2026-08-17."
        ) -%}
    {%- endif -%}
{%- endmacro %}


{# The step from one judged day to the next: day, week or month. #}
{% macro backtest_every() -%}
    {%- set step = env_var('LEADS_BACKTEST_EVERY', '') or 'month' -%}
    {%- if step not in ['day', 'week', 'month'] -%}
        {%- do exceptions.raise_compiler_error(
            "LEADS_BACKTEST_EVERY is '" ~ step ~ "': write day, week or month."
        ) -%}
    {%- endif -%}
    {{- return(step) -}}
{%- endmacro %}


{# The chosen days within which an outcome counts; null otherwise. #}
{% macro backtest_horizon() -%}
    {%- set days = env_var('LEADS_BACKTEST_HORIZON', '') -%}
    {%- if not days -%}
        cast(null as integer)
    {%- elif modules.re.match('[1-9][0-9]{0,3}$', days) -%}
        {{ days }}
    {%- else -%}
        {%- do exceptions.raise_compiler_error(
            "LEADS_BACKTEST_HORIZON is '" ~ days
            ~ "': write whole days, such as 90."
        ) -%}
    {%- endif -%}
{%- endmacro %}


{# Points held within bounds, of which either may be null. #}
{% macro within_bounds(points, min_points, max_points) -%}
    cast(
        greatest(
            least({{ points }}, coalesce({{ max_points }}, {{ points }})),
            coalesce(
                {{ min_points }},
                least({{ points }}, coalesce({{ max_points }}, {{ points }}))
            )
        ) as bigint
    )
{%- endmacro %}
