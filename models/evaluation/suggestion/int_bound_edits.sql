-- The most that a component may reach grows with what its rows reach, or the
-- best cases would be cut off.
with

reached as (
    select
        component,
        rule,
        max(unit) as unit,
        case
            when max(piece) = 'band' then max(step_points * weight)
            else sum(step_points * weight)
        end as points,
        case
            when max(piece) = 'band'
                then max(coalesce(new_points, step_points) * weight)
            else max(coalesce(new_points, exact_points) * weight)
        end as new_points
    from {{ ref('int_fit_prices') }}
    where step_points > 0
    group by
        component,
        rule
),

components as (
    select
        component,
        max(unit) as unit,
        sum(points) as points,
        sum(new_points) as new_points
    from reached
    group by component
),

bound_edits as (
    select
        cells.seed,
        cells.row_number,
        cells.column_name,
        cells.component,
        cells.rule,
        cells.band,
        cells.cell as was,
        cast(
            cast(ceil(
                cells.cell_number * components.new_points / components.points
                / components.unit
            ) as bigint) * components.unit
            as {{ dbt.type_string() }}
        ) as now,
        cells.why,
        components.points,
        components.new_points
    from {{ ref('int_fit_cells') }} as cells
    inner join {{ ref('int_fit_split') }} as split
        on cells.scoring_model = split.scoring_model
    inner join components
        on cells.component = components.component
    where
        cells.seed = 'score_components'
        and components.points > 0
        and components.new_points > components.points
)

select * from bound_edits
