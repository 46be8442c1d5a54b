-- Counted back from the last day, so that the newest proof is always there.
-- Evidence is pooled over snapshots, in which nobody's conversion may count
-- twice: from the last matured one back, each time the next a horizon earlier.
{% set every = backtest_every() %}

with recursive

expected_outcomes as (
    {{ typed_seed('outcomes') }}
),

spans as (
    select
        model_key,
        scoring_model,
        min(created_on) as first_on,
        max(as_of) as as_of
    from {{ ref('int_scored_contacts') }}
    group by
        model_key,
        scoring_model
),

outcomes as (
    select
        spans.*,
        outcomes.outcome,
        outcomes.population,
        outcomes.repeats,
        coalesce({{ backtest_horizon() }}, outcomes.horizon_days)
            as horizon_days,
        {{ backtest_day('from') }} as chosen_from,
        {{ backtest_day('to') }} as chosen_to
    from expected_outcomes as outcomes
    inner join spans
        on outcomes.scoring_model = spans.scoring_model
),

-- The last day whose horizon has passed.
last_days as (
    select
        *,
        coalesce(chosen_to, {{ add_days('as_of', '-horizon_days') }}) as last_on
    from outcomes
),

steps as (
    select cast(row_number() over (order by day) - 1 as integer) as step
    from {{ ref('int_days') }}
),

stepped_days as (
    select
        last_days.*,
        steps.step,
        cast(
            {{ dbt.dateadd(every, '-steps.step', 'last_days.last_on') }}
            as date
        ) as snapshot_on,
        cast(
            {{ dbt.dateadd(every, '-1 - steps.step', 'last_days.last_on') }}
            as date
        ) as snapshot_before_on
    from last_days
    cross join steps
),

planned_snapshots as (
    select
        stepped_days.model_key,
        stepped_days.snapshot_on,
        {{ add_days('stepped_days.snapshot_before_on', 1) }}
            as period_starts_on,
        stepped_days.horizon_days,
        stepped_days.outcome,
        stepped_days.population,
        stepped_days.repeats,
        {{ add_days('stepped_days.snapshot_on', 'stepped_days.horizon_days') }}
        <= stepped_days.as_of as has_matured
    from stepped_days
    cross join {{ ref('int_proof_levels') }} as levels
    where
        stepped_days.snapshot_on
        between stepped_days.first_on and stepped_days.as_of
        and (
            stepped_days.snapshot_on >= stepped_days.chosen_from
            or (
                stepped_days.chosen_from is null
                and stepped_days.step < levels.backtest_cuts
            )
        )
),

matured_snapshots as (
    select
        snapshots.model_key,
        snapshots.snapshot_on,
        max(snapshots.snapshot_on) over (partition by snapshots.model_key)
            as last_on,
        (
            select max(earlier.snapshot_on)
            from planned_snapshots as earlier
            where
                earlier.model_key = snapshots.model_key
                and earlier.snapshot_on
                <= {{ add_days(
                    'snapshots.snapshot_on', '-snapshots.horizon_days'
                ) }}
        ) as earlier_on
    from planned_snapshots as snapshots
    where snapshots.has_matured
),

apart as (
    select
        model_key,
        snapshot_on,
        earlier_on
    from matured_snapshots
    where snapshot_on = last_on
    union all
    select
        matured_snapshots.model_key,
        matured_snapshots.snapshot_on,
        matured_snapshots.earlier_on
    from apart
    inner join matured_snapshots
        on
            apart.model_key = matured_snapshots.model_key
            and apart.earlier_on = matured_snapshots.snapshot_on
),

snapshots as (
    select
        planned_snapshots.model_key,
        planned_snapshots.snapshot_on,
        planned_snapshots.period_starts_on,
        planned_snapshots.horizon_days,
        planned_snapshots.outcome,
        planned_snapshots.population,
        planned_snapshots.repeats,
        planned_snapshots.has_matured
        and (
            planned_snapshots.population = 'newcomers'
            or apart.snapshot_on is not null
        ) as is_evidence
    from planned_snapshots
    left join apart
        on
            planned_snapshots.model_key = apart.model_key
            and planned_snapshots.snapshot_on = apart.snapshot_on
)

select * from snapshots
