with

changes as (
    select * from {{ ref('int_count_changes') }}
),

daily_changes as (
    select
        contact_id,
        scoring_model,
        behaviour,
        effective_on,
        sum(occurrence_change) as occurrence_change,
        sum(weight_change) as weight_change,
        max(is_fresh) as is_fresh,
        max(is_reset) as is_reset
    from changes
    group by
        contact_id,
        scoring_model,
        behaviour,
        effective_on
),

running_counts as (
    select
        contact_id,
        scoring_model,
        behaviour,
        effective_on,
        is_fresh,
        is_reset,
        cast(sum(occurrence_change) over (
            partition by contact_id, scoring_model, behaviour
            order by effective_on
        ) as bigint) as occurrences,
        cast(sum(weight_change) over (
            partition by contact_id, scoring_model, behaviour
            order by effective_on
        ) as decimal(14, 4)) as weighted_count
    from daily_changes
)

select * from running_counts
