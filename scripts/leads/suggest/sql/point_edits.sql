-- The cells that change. A tier is worth what the steps up to it are worth
-- together, and max is the last of them.
create or replace temp table point_edits as
with tier_totals as (
    select
        component,
        rule,
        band,
        piece,
        counts_to_max,
        unit,
        new_points,
        case when piece = 'tier' then step_number else 1 end as tier_from
    from prices
    where new_points is not null
),

cells as (
    select
        seed_cells.*,
        try_cast(replace(column_name, 'from_', '') as integer) as tier_from
    from seed_cells
),

newest as (
    select
        cells.*,
        tier_totals.piece,
        tier_totals.new_points,
        tier_totals.unit,
        tier_totals.counts_to_max,
        row_number() over (
            partition by cells.seed, cells.row_number, cells.column_name
            order by tier_totals.tier_from desc
        ) as tiers_to_the_last
    from cells
    inner join tier_totals
        on
            cells.component = tier_totals.component
            and cells.rule = tier_totals.rule
            and cells.band = tier_totals.band
            and coalesce(cells.tier_from, tier_totals.tier_from)
            >= tier_totals.tier_from
),

each_points as (
    select
        *,
        cast(
            round(new_points / coalesce(counts_to_max, 1) / unit) * unit
            as bigint
        ) as points_each
    from newest
    where tiers_to_the_last = 1
),

new_cells as (
    select
        *,
        case
            when piece = 'each' and column_name = 'each' then points_each
            when piece = 'each'
                then cast(round(points_each * counts_to_max) as bigint)
            else new_points
        end as new_cell
    from each_points
)

select
    seed,
    row_number,
    column_name,
    component,
    rule,
    band,
    cell as was,
    cast(new_cell as varchar) as now,
    why
from new_cells
where new_cell <> cast(cell as decimal(12, 4))
