-- A score holds until the day of the next one, without gap or overlap.
with

days as (
    select
        contact_key,
        model_key,
        effective_on,
        until_on,
        lead(effective_on) over (
            partition by contact_key, model_key order by effective_on
        ) as next_on
    from {{ ref('int_score_days') }}
    where {{ is_pair_of_this_run() }}
),

failures as (
    select * from days
    where coalesce(until_on <> next_on, (until_on is null) <> (next_on is null))
)

select * from failures
