-- Conditions on rules that hold before anything happened.
with

scoring_models as (
    select * from {{ ref('stg_scoring_models') }}
),

rule_conditions as (
    select distinct
        scoring_model,
        flag
    from {{ ref('int_label_conditions') }}
    where is_rule and at_least <= 0
),

flags_at_zero as (
    select
        scoring_models.model_key,
        cast(coalesce(sum(rule_conditions.flag), 0) as bigint) as rule_flags
    from scoring_models
    left join rule_conditions
        on scoring_models.scoring_model = rule_conditions.scoring_model
    group by scoring_models.model_key
)

select * from flags_at_zero
