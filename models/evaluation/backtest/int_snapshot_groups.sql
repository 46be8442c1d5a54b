-- The groups into which a score sorts contacts. Equal scores cannot be told
-- apart: each is a group, however many contacts have it, and by these rankings
-- are measured. Tenths are counted from the best, by the share of the others
-- that are better.
{% set tenths = 10 %}
{% set rankers = {
    'rules': 'total_points',
    'rules_without_undated_fit': 'dated_total_points',
    'rfm': 'rfm_sum',
} %}

with

evaluated as (
    select * from {{ ref('int_observations') }}
    where status = 'evaluated'
),

score_counts as (
    {% for ranker, points in rankers.items() %}
        select
            model_key,
            snapshot_on,
            '{{ ranker }}' as ranker,
            cast({{ points }} as bigint) as points,
            count(*) as contacts,
            sum(case when has_converted then 1 else 0 end) as converted
        from evaluated
        group by
            model_key,
            snapshot_on,
            cast({{ points }} as bigint)
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

better_shares as (
    select
        *,
        1.0 * (
            sum(contacts) over (
                partition by model_key, snapshot_on, ranker
                order by points desc
            ) - contacts
        )
        / nullif(
            sum(contacts) over (partition by model_key, snapshot_on, ranker) - 1,
            0
        ) as better_share
    from score_counts
),

scores as (
    select
        *,
        cast(
            {{ quantile_group('better_share', tenths) }}
            as {{ dbt.type_string() }}
        ) as decile,
        cast(points as {{ dbt.type_string() }}) as score
    from better_shares
),

labels as (
    select
        labels.model_key,
        labels.label,
        labels.label_rank,
        handover.label_rank as handover_rank
    from {{ ref('int_labels') }} as labels
    inner join {{ ref('stg_scoring_models') }} as models
        on labels.model_key = models.model_key
    left join {{ ref('int_labels') }} as handover
        on
            models.model_key = handover.model_key
            and models.handover_label = handover.label
),

rank_counts as (
    select
        model_key,
        snapshot_on,
        label_rank,
        count(*) as contacts,
        sum(case when has_converted then 1 else 0 end) as converted
    from evaluated
    group by
        model_key,
        snapshot_on,
        label_rank
),

evaluated_snapshots as (
    select distinct
        model_key,
        snapshot_on
    from rank_counts
),

-- A label that nobody has is told, too.
label_counts as (
    select
        snapshots.model_key,
        snapshots.snapshot_on,
        labels.label,
        labels.label_rank >= labels.handover_rank as is_ready,
        coalesce(rank_counts.contacts, 0) as contacts,
        coalesce(rank_counts.converted, 0) as converted
    from evaluated_snapshots as snapshots
    inner join labels
        on snapshots.model_key = labels.model_key
    left join rank_counts
        on
            snapshots.model_key = rank_counts.model_key
            and snapshots.snapshot_on = rank_counts.snapshot_on
            and labels.label_rank = rank_counts.label_rank
),

named_groups as (
    {% for kind, name in [
        ('all', "'all'"), ('decile', 'decile'), ('score', 'score'),
    ] %}
        select
            model_key,
            snapshot_on,
            ranker,
            '{{ kind }}' as group_kind,
            {{ name }} as group_name,
            contacts,
            converted
        from scores
        union all
    {% endfor %}
    select
        model_key,
        snapshot_on,
        'rules' as ranker,
        'label' as group_kind,
        label as group_name,
        contacts,
        converted
    from label_counts
    union all
    select
        model_key,
        snapshot_on,
        'rules' as ranker,
        'ready' as group_kind,
        'ready' as group_name,
        case when is_ready then contacts else 0 end as contacts,
        case when is_ready then converted else 0 end as converted
    from label_counts
    where is_ready is not null
),

snapshot_groups as (
    select
        model_key,
        snapshot_on,
        ranker,
        group_kind,
        group_name,
        cast(sum(contacts) as bigint) as contacts,
        cast(sum(converted) as bigint) as converted
    from named_groups
    group by
        model_key,
        snapshot_on,
        ranker,
        group_kind,
        group_name
)

select * from snapshot_groups
