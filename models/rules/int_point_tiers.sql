-- What n occurrences are worth. Every column from_<n> of the point grid is a
-- tier, so a new one appears here by itself.
with

point_grid as (
    select * from {{ ref('point_grid') }}
),

cells as (
    {{ unpivot_columns('point_grid', ['scoring_model', 'behaviour']) }}
),

point_rules as (
    select * from {{ ref('stg_point_rules') }}
),

-- Below the first tier a count is worth nothing.
all_tiers as (
    select
        {{ tidy('scoring_model') }} as scoring_model,
        {{ tidy('behaviour') }} as behaviour,
        {{ read_whole_number("replace(column_name, 'from_', '')") }}
            as tier_from,
        {{ read_number('cell') }} as points
    from cells
    where
        column_name like 'from@_%' escape '@'
        and not {{ is_blank('cell') }}
    union all
    select
        scoring_model,
        behaviour,
        0 as tier_from,
        0 as points
    from point_rules
),

bounded_tiers as (
    select
        all_tiers.scoring_model,
        all_tiers.behaviour,
        all_tiers.tier_from,
        all_tiers.points as written_points,
        {{ within_max('all_tiers.points', 'point_rules.max_points') }}
            as points
    from all_tiers
    inner join point_rules
        on
            all_tiers.scoring_model = point_rules.scoring_model
            and all_tiers.behaviour = point_rules.behaviour
),

tiers_with_next as (
    select
        *,
        lead(tier_from) over (
            partition by scoring_model, behaviour order by tier_from
        ) as next_tier_from,
        lead(points) over (
            partition by scoring_model, behaviour order by tier_from
        ) as next_points
    from bounded_tiers
)

select * from tiers_with_next
