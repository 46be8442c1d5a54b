-- Contacts by their points, before and after, in the same bands: twenty of
-- equal width between the lowest and the highest score of either side.
with

scores as (
    select scoring_model, total_points, 'before' as side
    from scores_before
    union all
    select scoring_model, total_points, 'after' as side
    from scores_after
),

compared as (
    select scores.*
    from scores
    inner join compared_models
        on scores.scoring_model = compared_models.scoring_model
),

widths as (
    select
        scoring_model,
        min(total_points) as lowest,
        greatest(
            cast(ceil((max(total_points) - min(total_points) + 1) / 20.0) as bigint),
            1
        ) as width
    from compared
    group by scoring_model
),

banded as (
    select
        compared.scoring_model,
        compared.side,
        widths.width,
        cast(floor(compared.total_points * 1.0 / widths.width) as bigint)
        * widths.width as points_from
    from compared
    inner join widths
        on compared.scoring_model = widths.scoring_model
)

select
    scoring_model,
    points_from,
    points_from + width as points_below,
    count(*) filter (where side = 'before') as contacts_before,
    count(*) filter (where side = 'after') as contacts_after
from banded
group by all
order by scoring_model, points_from
