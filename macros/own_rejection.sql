{#
    Why a row cannot be used by itself: no id, no readable time, or a time
    more than a day after the run. The only place that reads the clock.
#}
{% macro own_rejection(id, timestamp) -%}
    case
        when {{ is_blank(id) }} then 'missing_id'
        when {{ timestamp }} is null then 'unreadable_timestamp'
        when {{ timestamp }} > {{ end_of_clock() }}
            then 'future_timestamp'
    end
{%- endmacro %}


{# No accepted row is dated after this moment, which is one for a whole run. #}
{% macro end_of_clock(began_at=none) -%}
    cast('{{ ((began_at or run_began_at()) + modules.datetime.timedelta(days=1)).strftime('%Y-%m-%d %H:%M:%S') }}' as timestamp)
{%- endmacro %}
