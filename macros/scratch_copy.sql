{# True when some models are made again on a copy of a finished build. #}
{% macro on_scratch_copy() %}
    {{ return(env_var('LEADS_SCRATCH', 'no') == 'yes') }}
{% endmacro %}


{# The condition that keeps the rules whose points have to be computed again. #}
{% macro is_repriced(rule_key='rule_key') -%}
    {%- if only_news() and on_scratch_copy() -%}
        {{ rule_key }} not in (
            select kept_rules.rule_key
            from {{ ref('int_kept_rules') }} as kept_rules
        )
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}


{# On a scratch copy only edited models are held against their outcomes again. #}
{% macro is_judged_anew(scoring_model) -%}
    {%- if only_news() and on_scratch_copy() -%}
        {{ scoring_model }} in (
            select scoring_model from {{ source('runs', 'changed_models') }}
        )
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}
