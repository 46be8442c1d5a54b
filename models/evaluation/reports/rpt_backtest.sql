-- Where there are too few cases to say, z is null and with it every interval.
with

levels as (
    select * from {{ ref('int_proof_levels') }}
),

snapshots as (
    select
        model_key,
        snapshot_on,
        {{ add_days('snapshot_on', 'horizon_days') }} as known_on
    from {{ ref('int_snapshots') }}
),

groups as (
    select * from {{ ref('int_snapshot_groups') }}
    where group_kind <> 'score'
),

-- What the same group did at earlier snapshots, as far as it was known at this
-- one.
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
),

totals as (
    select
        model_key,
        snapshot_on,
        ranker,
        contacts as all_contacts,
        converted as all_converted
    from groups
    where group_kind = 'all'
),

counts as (
    select
        groups.*,
        models.scoring_model,
        totals.all_converted,
        1e0 * totals.all_converted / totals.all_contacts as base_rate,
        case
            when
                totals.all_converted >= levels.min_conversions
                and groups.contacts >= levels.min_contacts
                then cast(levels.confidence_z as decimal(12, 4)) * 1e0
        end as z
    from groups
    inner join totals
        on
            groups.model_key = totals.model_key
            and groups.snapshot_on = totals.snapshot_on
            and groups.ranker = totals.ranker
    inner join {{ ref('stg_scoring_models') }} as models
        on groups.model_key = models.model_key
    cross join levels
),

-- Of all contacts the recall and the lift are 1, and no estimates.
parts as (
    select
        *,
        case when group_kind <> 'all' then z end as part_z
    from counts
),

intervals as (
    select
        *,
        {{ rate('converted', 'contacts') }} as conversion_rate,
        {{ wilson_low('converted', 'contacts', 'z') }} as conversion_rate_low,
        {{ wilson_high('converted', 'contacts', 'z') }} as conversion_rate_high,
        {{ rate('converted', 'all_converted') }} as recall,
        {{ wilson_low('converted', 'all_converted', 'part_z') }} as recall_low,
        {{ wilson_high('converted', 'all_converted', 'part_z') }} as recall_high
    from parts
),

backtest as (
    select
        intervals.scoring_model,
        intervals.snapshot_on as cut_on,
        intervals.ranker as contender,
        intervals.group_kind,
        intervals.group_name,
        intervals.contacts,
        intervals.converted,
        intervals.conversion_rate,
        intervals.conversion_rate_low,
        intervals.conversion_rate_high,
        intervals.recall,
        intervals.recall_low,
        intervals.recall_high,
        cast(round(
            intervals.conversion_rate / nullif(intervals.base_rate, 0), 4
        ) as decimal(18, 4)) as lift,
        {% for end in ['low', 'high'] %}
            case
                when intervals.part_z is not null
                    then cast(round(
                        intervals.conversion_rate_{{ end }}
                        / nullif(intervals.base_rate, 0), 4
                    ) as decimal(18, 4))
            end as lift_{{ end }},
        {% endfor %}
        quality.top_tenth_lift,
        quality.auc,
        quality.auc_low,
        quality.auc_high,
        earlier.earlier_rate,
        earlier.earlier_rate < intervals.conversion_rate_low
        or earlier.earlier_rate > intervals.conversion_rate_high as is_drifting
    from intervals
    left join {{ ref('int_ranker_quality') }} as quality
        on
            intervals.model_key = quality.model_key
            and intervals.snapshot_on = quality.snapshot_on
            and intervals.ranker = quality.ranker
            and intervals.group_kind = 'all'
    left join earlier_rates as earlier
        on
            intervals.model_key = earlier.model_key
            and intervals.snapshot_on = earlier.snapshot_on
            and intervals.ranker = earlier.ranker
            and intervals.group_kind = earlier.group_kind
            and intervals.group_name = earlier.group_name
)

select * from backtest
