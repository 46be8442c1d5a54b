{#
    Why a row cannot be used by itself: no id, no readable time, one before the
    earliest day, or one more than a day after the run. The only place that reads
    the clock. Where `may_be_early`, since ever is a time, too.
#}
{% macro own_rejection(id, timestamp, may_be_early=false) -%}
    case
        when {{ is_blank(id) }} then 'missing_id'
        when {{ timestamp }} is null then 'unreadable_timestamp'
        {% if not may_be_early -%}
            when {{ timestamp }} < {{ earliest_day() }} then 'too_early_timestamp'
        {% endif -%}
        when {{ timestamp }} > {{ end_of_clock() }}
            then 'future_timestamp'
    end
{%- endmacro %}


{# No accepted row is dated after this moment, which is one for a whole run. #}
{% macro end_of_clock(began_at=none) -%}
    cast('{{ ((began_at or run_began_at()) + modules.datetime.timedelta(days=1)).strftime('%Y-%m-%d %H:%M:%S') }}' as timestamp)
{%- endmacro %}


{# No accepted row is dated before this moment. #}
{% macro earliest_day() -%}
    cast({{ chosen_day('earliest_day') if var('earliest_day') else "'0001-01-01'" }} as timestamp)
{%- endmacro %}
