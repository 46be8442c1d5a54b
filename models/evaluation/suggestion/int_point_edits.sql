-- The cells of points that change. A tier is worth what the steps up to it are
-- worth together, and max is the last of them. The most that a component may
-- reach grows with what its rows reach, or the best cases would be cut off.
with

prices as (
    select * from {{ ref('int_fit_prices') }}
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

totals as (
    select
        *,
        case when piece = 'tier' then step_number else 1 end as tier_from
    from prices
    where new_points is not null
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
    from prices
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
    having sum(points) > 0 and sum(new_points) > sum(points)
),

new_bounds as (
    select
        cells.*,
        cast(ceil(
            cells.cell_number * components.new_points / components.points
            / components.unit
        ) as bigint) * components.unit as new_cell,
        'the rows of ' || cells.component || ' now reach '
        || cast(round(components.new_points) as bigint) || ', before '
        || cast(round(components.points) as bigint) as sentence
    from cells
    inner join components
        on cells.component = components.component
    where cells.seed = 'score_components'
),

point_edits as (
    {% for relation, sentence in [
        ('new_cells', 'cast(null as ' ~ dbt.type_string() ~ ')'),
        ('new_bounds', 'sentence'),
    ] %}
        select
            seed,
            row_number,
            column_name,
            component,
            rule,
            band,
            cell as was,
            cast(new_cell as {{ dbt.type_string() }}) as now,
            why,
            {{ sentence }} as sentence
        from {{ relation }}
        where new_cell <> cell_number
        {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from point_edits
