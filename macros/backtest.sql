{#
    What somebody chose for one backtest (vars): what is empty is as outcomes.csv
    and proof_levels.csv say.
#}

{# The first or the last day to judge (from, to), if chosen; null otherwise. #}
{% macro backtest_day(end) -%}
    {{ chosen_day('backtest_' ~ end) }}
{%- endmacro %}


{# The step from one judged day to the next: day, week or month. #}
{% macro backtest_every() -%}
    {%- set step = var('backtest_every') or 'month' -%}
    {%- if step not in ['day', 'week', 'month'] -%}
        {%- do exceptions.raise_compiler_error(
            "backtest_every is '" ~ step ~ "': write day, week or month."
        ) -%}
    {%- endif -%}
    {{- return(step) -}}
{%- endmacro %}


{# The chosen days within which an outcome counts; null otherwise. #}
{% macro backtest_horizon() -%}
    {%- set days = var('backtest_horizon') | string -%}
    {%- if not days -%}
        cast(null as integer)
    {%- elif modules.re.match('[1-9][0-9]{0,3}$', days) -%}
        {{ days }}
    {%- else -%}
        {%- do exceptions.raise_compiler_error(
            "backtest_horizon is '" ~ days ~ "': write whole days, such as 90."
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
