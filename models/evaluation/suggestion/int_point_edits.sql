-- The cells that change. A tier is worth what the steps up to it are worth
-- together, and max is the last of them.
with

totals as (
    select
        component,
        rule,
        band,
        piece,
        counts_to_max,
        unit,
        new_points,
        case when piece = 'tier' then step_number else 1 end as tier_from
    from {{ ref('int_fit_prices') }}
    where new_points is not null
),

cells as (
    select
        cells.*,
        {{ read_whole_number("replace(cells.column_name, 'from_', '')") }}
            as tier_from
    from {{ ref('int_fit_cells') }} as cells
    inner join {{ ref('int_fit_split') }} as split
        on cells.scoring_model = split.scoring_model
),

newest as (
    select
        cells.*,
        totals.piece,
        totals.new_points,
        totals.unit,
        totals.counts_to_max,
        row_number() over (
            partition by cells.seed, cells.row_number, cells.column_name
            order by totals.tier_from desc
        ) as tiers_to_the_last
    from cells
    inner join totals
        on
            cells.component = totals.component
            and cells.rule = totals.rule
            and cells.band = totals.band
            and coalesce(cells.tier_from, totals.tier_from) >= totals.tier_from
),

each_points as (
    select
        *,
        cast(
            round(new_points * 1e0 / coalesce(counts_to_max, 1) / unit)
            as bigint
        ) * unit as points_each
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
),

point_edits as (
    select
        seed,
        row_number,
        column_name,
        component,
        rule,
        band,
        cell as was,
        cast(new_cell as {{ dbt.type_string() }}) as now,
        why
    from new_cells
    where new_cell <> cell_number
)

select * from point_edits
