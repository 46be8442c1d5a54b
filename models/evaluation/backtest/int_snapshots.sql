-- Evidence is pooled over snapshots, in which nobody's conversion may count
-- twice: from the last matured one back, each time the next a horizon earlier.
with recursive

planned_snapshots as (
    select * from {{ ref('int_planned_snapshots') }}
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
