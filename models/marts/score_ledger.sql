with

ledger as (
    select * from {{ ref('int_rule_points') }}
    union all
    select * from {{ ref('int_points_component_bounds') }}
    union all
    select * from {{ ref('int_points_total_bounds') }}
),

score_ledger as (
    select
        contact_id,
        scoring_model,
        component,
        rule,
        kind,
        effective_on,
        reason,
        occurrences,
        weighted_count,
        points,
        why
    from ledger
)

select * from score_ledger
