-- Running sums over all changes; of a day the last one stands, which has seen
-- the others.
with

count_changes as (
    select * from {{ ref('int_count_changes') }}
),

running_counts as (
    select
        contact_key,
        rule_key,
        effective_on,
        cause,
        cast(sum(occurrence_change) over (
            partition by contact_key, rule_key
            order by effective_on, cause
            rows unbounded preceding
        ) as bigint) as occurrences,
        cast(sum(weight_change) over (
            partition by contact_key, rule_key
            order by effective_on, cause
            rows unbounded preceding
        ) as bigint) as weight,
        lead(effective_on) over (
            partition by contact_key, rule_key
            order by effective_on, cause
        ) as next_on
    from count_changes
),

daily_counts as (
    select
        contact_key,
        rule_key,
        effective_on,
        cause,
        occurrences,
        weight
    from running_counts
    where effective_on < coalesce(next_on, {{ end_of_time() }})
)

select * from daily_counts
