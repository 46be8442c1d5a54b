-- Everything that can stand behind a row of the ledger, under one key, and what its
-- component does with it. Every active model has every component; one without a
-- row weighs 1 and has no bounds.
with

scoring_models as (
    select * from {{ ref('stg_scoring_models') }}
),

components as (
    select 'behaviour' as component
    union all
    select 'fit' as component
    union all
    select 'rfm' as component
    union all
    select 'total' as component
),

score_components as (
    {{ typed_seed('score_components', also=['why']) }}
),

component_weights as (
    select
        scoring_models.model_key,
        scoring_models.scoring_model,
        components.component,
        cast(coalesce(score_components.weight, 1) as decimal(8, 4)) as weight,
        score_components.min_points,
        score_components.max_points,
        score_components.why
    from scoring_models
    cross join components
    left join score_components
        on
            scoring_models.scoring_model = score_components.scoring_model
            and components.component = score_components.component
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
    from component_weights
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
        weights.model_key,
        all_rules.*,
        weights.weight,
        weights.min_points,
        weights.max_points
    from all_rules
    inner join component_weights as weights
        on
            all_rules.scoring_model = weights.scoring_model
            and all_rules.component = weights.component
)

select * from keyed_rules
