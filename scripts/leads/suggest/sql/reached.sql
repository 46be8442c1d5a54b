-- How many contacts reach each number of points on as_of: of a component, of
-- the total, and of the rules that labels name.
with model as (
    select
        model_key,
        scoring_model
    from staging.stg_scoring_models
    where scoring_model = $model
),

named_rules as (
    select distinct
        rules.rule_key,
        rules.rule
    from intermediate.int_label_conditions as conditions
    inner join model
        on conditions.model_key = model.model_key
    inner join intermediate.int_rules as rules
        on
            model.model_key = rules.model_key
            and conditions.measure = rules.rule
    where conditions.is_rule
),

measures as (
    unpivot (
        select
            scores.behaviour_points as behaviour,
            scores.fit_points as fit,
            scores.rfm_points as rfm,
            scores.total_points as total
        from intermediate.int_current_scores as scores
        inner join model
            on scores.model_key = model.model_key
    )
    on behaviour, fit, rfm, total into name measure value points
),

rule_points as (
    select
        named_rules.rule as measure,
        sum(ledger.points) as points
    from intermediate.int_ledger as ledger
    inner join named_rules
        on ledger.rule_key = named_rules.rule_key
    cross join intermediate.int_as_of as as_of
    where ledger.effective_on <= as_of.as_of
    group by
        named_rules.rule,
        ledger.contact_key
),

all_points as (
    select
        measure,
        points
    from measures
    union all
    select
        measure,
        points
    from rule_points
),

counts as (
    select
        measure,
        points,
        count(*) as contacts
    from all_points
    group by
        measure,
        points
)

select
    measure,
    points,
    sum(contacts) over (
        partition by measure order by points desc
    ) as contacts
from counts
