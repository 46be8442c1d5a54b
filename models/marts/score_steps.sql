with

ledger as (
    select * from {{ ref('score_ledger').include(database=false) }}
),

score_steps as (
    select
        contact_id,
        scoring_model,
        effective_on,
        component,
        rule,
        kind,
        reason,
        occurrences,
        weighted_count,
        points,
        cast(
            sum(points) over (
                partition by contact_id, scoring_model
                order by effective_on, component, rule, kind
                rows between unbounded preceding and current row
            ) as bigint
        ) as total_points,
        why
    from ledger
)

select * from score_steps
