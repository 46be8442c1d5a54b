{# What became of a promised number: nothing owed, kept, running or missed. #}
{% macro promise_kept(done, owed, is_running) -%}
    case
        when coalesce({{ owed }}, 0) = 0 then 'nothing_owed'
        when {{ done }} >= {{ owed }} then 'kept'
        when {{ is_running }} then 'running'
        else 'missed'
    end
{%- endmacro %}
