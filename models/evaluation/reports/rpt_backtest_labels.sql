-- Over snapshots a horizon apart, in which nobody's conversion counts twice.
with

groups as (
    select * from {{ ref('int_snapshot_groups') }}
    where group_kind = 'label'
),

evidence_snapshots as (
    select
        model_key,
        snapshot_on
    from {{ ref('int_snapshots') }}
    where is_evidence
),

counts as (
    select
        groups.model_key,
        groups.group_name as label,
        sum(groups.contacts) as contacts,
        sum(groups.converted) as converted
    from groups
    inner join evidence_snapshots
        on
            groups.model_key = evidence_snapshots.model_key
            and groups.snapshot_on = evidence_snapshots.snapshot_on
    group by
        groups.model_key,
        groups.group_name
),

totals as (
    select
        *,
        sum(contacts) over (partition by model_key) as all_contacts,
        sum(converted) over (partition by model_key) as all_converted
    from counts
),

backtest_labels as (
    select
        labels.scoring_model,
        totals.label,
        labels.label_rank,
        cast(totals.contacts as bigint) as contacts,
        cast(totals.converted as bigint) as converted,
        {{ rate('totals.converted', 'totals.contacts') }} as conversion_rate,
        {{ rate('totals.converted', 'totals.all_converted') }} as recall,
        cast(round(
            1e0 * totals.converted * totals.all_contacts
            / nullif(totals.contacts * totals.all_converted, 0), 4
        ) as decimal(18, 4)) as lift
    from totals
    inner join {{ ref('int_labels') }} as labels
        on
            totals.model_key = labels.model_key
            and totals.label = labels.label
)

select * from backtest_labels
