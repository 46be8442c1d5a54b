-- Exclusions overlap and follow each other: what matters to sales is from when
-- to when any of them holds.
with

exclusions as (
    select
        contact_key,
        from_on,
        coalesce(until_on, {{ end_of_time() }}) as until_on
    from {{ ref('int_exclusions') }}
),

ends_before as (
    select
        *,
        max(until_on) over (
            partition by contact_key
            order by from_on, until_on
            rows between unbounded preceding and 1 preceding
        ) as until_before
    from exclusions
),

numbered_runs as (
    select
        *,
        sum(case when from_on <= until_before then 0 else 1 end) over (
            partition by contact_key
            order by from_on, until_on
            rows unbounded preceding
        ) as run_number
    from ends_before
),

excluded_days as (
    select
        contact_key,
        min(from_on) as from_on,
        max(until_on) as until_on
    from numbered_runs
    group by
        contact_key,
        run_number
)

select * from excluded_days
