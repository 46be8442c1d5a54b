-- On a trimmed copy the points of most rules stand as they are. In a build, and
-- for a model with other rules than before, none are kept.
with

rules as (
    select * from {{ ref('int_rules') }}
),

{% if on_trimmed_copy() %}
    repriced_rules as (
        select * from {{ source('runs', 'repriced_rules') }}
    ),

    kept_rules as (
        select rules.rule_key
        from rules
        left join repriced_rules
            on
                rules.scoring_model = repriced_rules.scoring_model
                and rules.component
                = coalesce(repriced_rules.component, rules.component)
                and lower(rules.rule)
                = lower(coalesce(repriced_rules.rule, rules.rule))
        where repriced_rules.scoring_model is null
    )
{% else %}
    kept_rules as (
        select rule_key from rules
        where false
    )
{% endif %}

select * from kept_rules
