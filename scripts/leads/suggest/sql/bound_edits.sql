-- The most that a component may reach grows with what its rows reach, or the
-- best cases would be cut off.
create or replace temp table bound_edits as
with reached as (
    select
        component,
        rule,
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
        sum(points) as points,
        sum(new_points) as new_points
    from reached
    group by component
)

select
    'score_components' as seed,
    seed.rowid + 1 as row_number,
    'max' as column_name,
    components.component,
    'bound' as rule,
    '' as band,
    trim(seed.max) as was,
    cast(
        cast(ceil(
            cast(trim(seed.max) as decimal(12, 4)) * components.new_points
            / components.points / unit.unit
        ) * unit.unit as bigint) as varchar
    ) as now,
    seed.why,
    components.points,
    components.new_points
from seeds.score_components as seed
inner join choice
    on trim(seed.scoring_model) = choice.scoring_model
inner join components
    on lower(trim(seed.component)) = components.component
cross join unit
where
    trim(seed.max) <> ''
    and components.points > 0
    and components.new_points > components.points
