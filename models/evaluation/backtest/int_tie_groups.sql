-- All that a ranking is measured by: equal scores cannot be told apart, so each
-- score is one row, however many contacts have it.
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

counts as (
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

tie_groups as (
    select
        *,
        sum(contacts) over (partition by model_key, snapshot_on, ranker)
            as all_contacts,
        sum(converted) over (partition by model_key, snapshot_on, ranker)
            as all_converted,
        sum(contacts) over lower_groups - contacts as contacts_below,
        sum(converted) over lower_groups - converted as converted_below
    from counts
    window lower_groups as (
        partition by model_key, snapshot_on, ranker order by points
    )
),

whole_numbers as (
    select
        model_key,
        snapshot_on,
        ranker,
        points,
        cast(contacts as bigint) as contacts,
        cast(converted as bigint) as converted,
        cast(all_contacts as bigint) as all_contacts,
        cast(all_converted as bigint) as all_converted,
        cast(contacts_below as bigint) as contacts_below,
        cast(converted_below as bigint) as converted_below
    from tie_groups
)

select * from whole_numbers
