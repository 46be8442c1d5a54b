{% set plain_columns = [
    'scoring_model', 'behaviour', 'each', 'max', 'decay_curve', 'why',
    'row_number'
] %}

with

point_grid as (
    {{ seed_rows('point_grid') }}
),

cells as (
    {{ unpivot_columns('point_grid', ['row_number', 'each', 'max']) }}
),

tier_cells as (
    select
        row_number,
        column_name,
        cell,
        {{ read_number('each') }} as points_each,
        {{ read_number('max') }} as max_points,
        {{ read_number('cell') }} as points,
        {{ read_whole_number("replace(column_name, 'from_', '')") }}
            as tier_from
    from cells
    where column_name not in ('{{ plain_columns | join("', '") }}')
),

filled_tiers as (
    select
        *,
        lag(points) over tiers_in_order as points_before,
        first_value(points) over tiers_in_order as first_points,
        count(*) over (partition by row_number) as tiers
    from tier_cells
    where not {{ is_blank('cell') }}
    window tiers_in_order as (partition by row_number order by tier_from)
),

odd_cells as (
    select
        row_number,
        column_name,
        case
            when points is null
                then {{ quoted('cell') }} || ' is not a number; write it like 500 or 0.5'
            when points_each is not null
                then 'is filled although `each` is too; a row has tiers or each, not both'
            when coalesce(max_points, first_points) >= 0 and points < coalesce(points_before, 0)
                then 'falls although the points of this row rise; later tiers are never below earlier ones'
            when coalesce(max_points, first_points) < 0 and points > coalesce(points_before, 0)
                then 'rises although the points of this row fall; later tiers are never above earlier ones'
        end as problem
    from filled_tiers
),

problems as (
    select
        'point_grid.csv' as file_name,
        cast(row_number as integer) as row_number,
        column_name as cell,
        problem
    from odd_cells
    where problem is not null
    union all
    select distinct
        'point_grid.csv' as file_name,
        1 as row_number,
        column_name as cell,
        'is no column of the grid; a tier is named from_1, from_2, from_3 ...' as problem
    from tier_cells
    where
        tier_from is null
        or tier_from = 0
        or column_name not like 'from@_%' escape '@'
    union all
    {{ seed_problem('point_grid', 'each', "'is empty and so is every tier; say what the behaviour earns'", 'point_grid.row_number') }}
    from point_grid
    left join filled_tiers
        on point_grid.row_number = filled_tiers.row_number
    where {{ is_blank('point_grid.each') }} and filled_tiers.row_number is null
    union all
    {{ seed_problem('point_grid', 'max', "'has another sign than the points of this row'") }}
    from point_grid
    where {{ read_number('each') }} * {{ read_number('max') }} < 0
        or ({{ read_number('each') }} < 0 and {{ read_number('max') }} = 0)
)

select * from problems
