-- The rows behind a mover add up to its change, and lead from one score to the
-- other.
with

movers as (
    select * from {{ ref('rpt_score_movers') }}
),

row_sums as (
    select
        week_starts_on,
        scoring_model,
        contact_id,
        sum(points) as points
    from {{ ref('rpt_score_mover_rows') }}
    group by
        week_starts_on,
        scoring_model,
        contact_id
),

failures as (
    select
        movers.*,
        row_sums.points
    from movers
    left join row_sums
        on
            movers.week_starts_on = row_sums.week_starts_on
            and movers.scoring_model = row_sums.scoring_model
            and movers.contact_id = row_sums.contact_id
    where
        coalesce(row_sums.points, 0) <> movers.change
        or movers.points_before + movers.change <> movers.points_after
)

select * from failures
