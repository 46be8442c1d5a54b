-- A rise from 10 to 30 points passes every threshold up to 30 and none up to
-- 10: one more at 30, one less at 10, and sums from above count the rises.

with

handovers as (
    select * from {{ ref('int_threshold_handovers') }}
),

as_of as (
    select * from {{ ref('run_as_of') }}
),

recent_days as (
    select
        score_days.contact_key,
        score_days.model_key,
        score_days.effective_on,
        {{ add_days('as_of.as_of', '-handovers.horizon_days') }} as before_on,
        {{ looked_at_points('handovers.component', 'score_days') }} as points
    from {{ ref('int_score_days') }} as score_days
    inner join handovers
        on score_days.model_key = handovers.model_key
    cross join as_of
    where
        score_days.effective_on <= as_of.as_of
        and (
            score_days.until_on is null
            or score_days.until_on
            > {{ add_days('as_of.as_of', '-handovers.horizon_days') }}
        )
),

changes as (
    select
        *,
        lag(points, 1, 0) over (
            partition by contact_key, model_key order by effective_on
        ) as points_before
    from recent_days
),

rises as (
    select
        model_key,
        points,
        points_before,
        count(*) as rises
    from changes
    where effective_on > before_on and points > points_before
    group by
        model_key,
        points,
        points_before
),

ends as (
    select
        model_key,
        points,
        rises
    from rises
    union all
    select
        model_key,
        points_before as points,
        -rises as rises
    from rises
),

rises_by_points as (
    select
        model_key,
        cast(points as bigint) as points,
        cast(sum(rises) as bigint) as rises
    from ends
    group by
        model_key,
        points
)

select * from rises_by_points
