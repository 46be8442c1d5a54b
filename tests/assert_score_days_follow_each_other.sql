-- A score and label hold until the day of the next one, without gap or overlap.
with

days as (
    select
        contact_key,
        model_key,
        effective_on,
        until_on,
        behaviour_points
        + fit_points
        + rfm_points
        + total_points
        + label_rank as all_known,
        lead(effective_on) over (
            partition by contact_key, model_key order by effective_on
        ) as next_on
    from {{ ref('int_score_days') }}
    where {{ is_pair_of_this_run() }}
),

failures as (
    select * from days
    where
        all_known is null
        or coalesce(until_on <> next_on, (until_on is null) <> (next_on is null))
)

select * from failures
