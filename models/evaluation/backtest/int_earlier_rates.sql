-- What the same group did at earlier snapshots, as far as it was known at this
-- one.
with

groups as (
    select * from {{ ref('int_snapshot_groups') }}
),

snapshots as (
    select
        model_key,
        snapshot_on,
        {{ add_days('snapshot_on', 'horizon_days') }} as known_on
    from {{ ref('int_snapshots') }}
),

earlier_rates as (
    select
        snapshots.model_key,
        snapshots.snapshot_on,
        groups.ranker,
        groups.group_kind,
        groups.group_name,
        {{ rate('sum(groups.converted)', 'sum(groups.contacts)') }}
            as earlier_rate
    from snapshots
    inner join snapshots as earlier_snapshots
        on
            snapshots.model_key = earlier_snapshots.model_key
            and snapshots.snapshot_on >= earlier_snapshots.known_on
    inner join groups
        on
            earlier_snapshots.model_key = groups.model_key
            and earlier_snapshots.snapshot_on = groups.snapshot_on
    group by
        snapshots.model_key,
        snapshots.snapshot_on,
        groups.ranker,
        groups.group_kind,
        groups.group_name
)

select * from earlier_rates
