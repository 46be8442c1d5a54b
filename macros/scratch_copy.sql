{# True when some models are made again on a copy of a finished build. #}
{% macro on_scratch_copy() %}
    {{ return(env_var('LEADS_SCRATCH', 'no') != 'no') }}
{% endmacro %}


{# True when that copy was trimmed to the leads that edited seeds can move. #}
{% macro on_trimmed_copy() %}
    {{ return(env_var('LEADS_SCRATCH', 'no') == 'trimmed') }}
{% endmacro %}


{# The condition that keeps the rules whose points have to be computed again. #}
{% macro is_repriced() -%}
    rule_key not in (
        select kept_rules.rule_key
        from {{ source('runs', 'kept_rules') }} as kept_rules
    )
{%- endmacro %}
