-- Both sides in the same bands: so many of equal width between the lowest and
-- the highest score of either.
{% set bands = 20 %}

with

scores as (
    select * from {{ ref('cmp_scores') }}
),

points as (
    select
        scoring_model,
        total_points_before as points,
        1 as contacts_before,
        0 as contacts_after
    from scores
    where total_points_before is not null
    union all
    select
        scoring_model,
        total_points_after as points,
        0 as contacts_before,
        1 as contacts_after
    from scores
    where total_points_after is not null
),

widths as (
    select
        scoring_model,
        greatest(
            cast(ceil(
                (max(points) - min(points) + 1)
                / cast({{ bands }} as decimal(18, 4))
            ) as bigint), 1
        ) as width
    from points
    group by scoring_model
),

banded_points as (
    select
        points.*,
        widths.width,
        cast(floor(
            points.points / cast(widths.width as decimal(18, 4))
        ) as bigint) * widths.width as points_from
    from points
    inner join widths
        on points.scoring_model = widths.scoring_model
),

score_distribution as (
    select
        scoring_model,
        points_from,
        points_from + width as points_below,
        cast(sum(contacts_before) as bigint) as contacts_before,
        cast(sum(contacts_after) as bigint) as contacts_after
    from banded_points
    group by
        scoring_model,
        points_from,
        width
)

select * from score_distribution
