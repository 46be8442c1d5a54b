-- Everything that can stand behind a row of the ledger, under one key.

with

scoring_models as (
    select * from {{ ref('stg_scoring_models') }}
),

behaviour_rules as (
    select
        point_rules.scoring_model,
        'behaviour' as component,
        point_rules.behaviour as rule,
        '' as band,
        behaviours.kind,
        point_rules.why
    from {{ ref('stg_point_rules') }} as point_rules
    inner join {{ ref('int_behaviours') }} as behaviours
        on point_rules.behaviour = behaviours.behaviour
),

fit_rules as (
    select
        scoring_model,
        'fit' as component,
        attribute as rule,
        band,
        kind,
        why
    from {{ ref('stg_fit_rules') }}
),

rfm_rules as (
    select
        scoring_model,
        'rfm' as component,
        measure as rule,
        band,
        'implicit' as kind,
        why
    from {{ ref('stg_rfm_bands') }}
),

bound_rules as (
    select
        scoring_model,
        component,
        'bound' as rule,
        '' as band,
        'bound' as kind,
        why
    from {{ ref('int_component_weights') }}
),

all_rules as (
    select * from behaviour_rules
    union all
    select * from fit_rules
    union all
    select * from rfm_rules
    union all
    select * from bound_rules
),

keyed_rules as (
    select
        {{ texts_hash(['scoring_model', 'component', 'rule', 'band'], 'all_rules') }}
            as rule_key,
        scoring_models.model_key,
        all_rules.*
    from all_rules
    inner join scoring_models
        on all_rules.scoring_model = scoring_models.scoring_model
)

select * from keyed_rules
