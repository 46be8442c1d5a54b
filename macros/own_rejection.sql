{#
    Why a row cannot be used by itself: no id, no readable time, or a time
    more than a day after the run. The only place that reads the clock.
#}
{% macro own_rejection(id, timestamp) -%}
    {%- set now = "cast('" ~ run_started_at.strftime('%Y-%m-%d %H:%M:%S') ~ "' as timestamp)" -%}
    case
        when {{ is_blank(id) }} then 'missing_id'
        when {{ timestamp }} is null then 'unreadable_timestamp'
        when {{ timestamp }} > {{ dbt.dateadd('day', 1, now) }}
            then 'future_timestamp'
    end
{%- endmacro %}


{# No accepted row is dated after this day. #}
{% macro latest_day() -%}
    cast('{{ (run_started_at + modules.datetime.timedelta(days=1)).strftime('%Y-%m-%d') }}' as date)
{%- endmacro %}
