-- Everything counted from above: who reaches a number of points, and how often
-- somebody rises to it. A rise from 10 to 30 points passes every threshold up to
-- 30 and none up to 10: one more at 30, one less at 10, and sums from above count
-- the rises.
with

horizons as (
    select
        model_key,
        max(horizon_days) as horizon_days
    from {{ ref('int_snapshots') }}
    group by model_key
),

handovers as (
    select
        thresholds.model_key,
        thresholds.component,
        thresholds.threshold as threshold_in_force,
        horizons.horizon_days,
        cast(ceil(journey.points) as bigint) as journey_points,
        as_of.as_of,
        {{ add_days('as_of.as_of', '-horizons.horizon_days') }} as before_on
    from {{ ref('int_handover_thresholds') }} as thresholds
    inner join {{ ref('stg_scoring_models') }} as models
        on
            thresholds.model_key = models.model_key
            and models.handover_label is not null
    inner join horizons
        on thresholds.model_key = horizons.model_key
    cross join {{ ref('run_as_of') }} as as_of
    left join {{ ref('int_journey_points') }} as journey
        on models.scoring_model = journey.scoring_model
),

outcomes as (
    select
        observations.model_key,
        {{ looked_at_points('handovers.component', 'observations') }}
            as points,
        count(*) as contacts,
        sum(case when observations.has_converted then 1 else 0 end)
            as converted
    from {{ ref('int_observations') }} as observations
    inner join handovers
        on observations.model_key = handovers.model_key
    where observations.is_evidence
    group by
        observations.model_key,
        {{ looked_at_points('handovers.component', 'observations') }}
),

recent_days as (
    select
        score_days.contact_key,
        score_days.model_key,
        score_days.effective_on,
        handovers.before_on,
        {{ looked_at_points('handovers.component', 'score_days') }} as points
    from {{ ref('int_score_days') }} as score_days
    inner join handovers
        on score_days.model_key = handovers.model_key
    where
        score_days.effective_on <= handovers.as_of
        and (
            score_days.until_on is null
            or score_days.until_on > handovers.before_on
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
    where
        effective_on > before_on
        and points > points_before
    group by
        model_key,
        points,
        points_before
),

counts as (
    select
        model_key,
        points,
        contacts,
        converted,
        0 as rises
    from outcomes
    {% for relation, points, rises in [
        ('rises', 'points', 'rises'),
        ('rises', 'points_before', '-rises'),
        ('handovers', 'threshold_in_force', '0'),
        ('handovers', 'journey_points', '0'),
    ] %}
        union all
        select
            model_key,
            {{ points }} as points,
            0 as contacts,
            0 as converted,
            {{ rises }} as rises
        from {{ relation }}
        where {{ points }} is not null
    {% endfor %}
),

counts_by_points as (
    select
        model_key,
        points,
        sum(contacts) as contacts,
        sum(converted) as converted,
        sum(rises) as rises
    from counts
    group by
        model_key,
        points
),

reached as (
    select
        model_key,
        cast(points as bigint) as threshold,
        cast(sum(contacts) over points_from_above as bigint) as contacts,
        cast(sum(converted) over points_from_above as bigint) as converted,
        cast(sum(rises) over points_from_above as bigint) as rises,
        cast(sum(converted) over (partition by model_key) as bigint)
            as all_converted
    from counts_by_points
    window points_from_above as (
        partition by model_key order by points desc
        rows unbounded preceding
    )
),

threshold_reach as (
    select
        reached.*,
        handovers.component,
        handovers.threshold_in_force,
        handovers.journey_points,
        handovers.horizon_days
    from reached
    inner join handovers
        on reached.model_key = handovers.model_key
)

select * from threshold_reach
