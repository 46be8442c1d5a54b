-- Every column of the grid that has no other meaning is a tier.
{% set grid = seed_columns()['point_grid'] %}
{% set plain_columns = (grid['columns'] | list) + ['why'] %}

with

point_grid as (
    {{ typed_seed('point_grid', also=['row_number', 'each']) }}
),

tier_cells as (
    select
        row_number,
        column_name,
        cell,
        {{ read_number('cell') }} as points,
        {{ read_whole_number("replace(column_name, 'from_', '')") }}
            as tier_from
    from {{ ref('int_seed_cells') }}
    where
        seed = 'point_grid'
        and column_name not in (
            {% for column in plain_columns %}
                '{{ column }}'{{ ',' if not loop.last }}
            {% endfor %}
        )
),

filled_tiers as (
    select
        tier_cells.row_number,
        tier_cells.column_name,
        tier_cells.cell,
        tier_cells.points,
        point_grid.points_each,
        coalesce(lag(tier_cells.points) over tiers_in_order, 0)
            as points_before,
        coalesce(
            point_grid.max_points,
            first_value(tier_cells.points) over tiers_in_order
        ) >= 0 as is_rising
    from tier_cells
    inner join point_grid
        on tier_cells.row_number = point_grid.row_number
    where not {{ is_blank('tier_cells.cell') }}
    window tiers_in_order as (
        partition by tier_cells.row_number order by tier_cells.tier_from
    )
),

curve_steps as (
    {{ typed_seed('decay_curves', also=['row_number']) }}
),

first_steps as (
    select
        row_number,
        counts_from,
        first_value(counts_from) over steps_of_curve as first_counts_from,
        first_value(row_number) over steps_of_curve as first_row
    from curve_steps
    window steps_of_curve as (partition by decay_curve order by row_number)
),

silence_curves as (
    select distinct decay_curve from curve_steps
    where counts_from = 'last_activity'
),

behaviours as (
    {{ typed_seed('behaviours') }}
),

-- Silence takes nothing back that is held against somebody.
wrongly_silent_rows as (
    select distinct point_grid.row_number
    from point_grid
    inner join silence_curves
        on point_grid.decay_curve = silence_curves.decay_curve
    left join behaviours
        on
            point_grid.behaviour = behaviours.behaviour
            and behaviours.kind = 'negative'
    left join filled_tiers
        on
            point_grid.row_number = filled_tiers.row_number
            and filled_tiers.points < 0
    where
        behaviours.behaviour is not null
        or filled_tiers.points is not null
        or point_grid.points_each < 0
),

rising_steps as (
    select
        row_number,
        remaining - lag(remaining) over (
            partition by decay_curve order by age_days
        ) as comes_back
    from curve_steps
),

tier_problems as (
    select
        row_number,
        column_name,
        case
            when points is null
                then {{ sentence(
                    "'{cell}' is not a number; write it like 500 or 0.5"
                ) }}
            when points_each is not null
                then {{ sentence(
                    'is filled although `each` is too; '
                    ~ 'a row has tiers or each, not both'
                ) }}
            when is_rising and points < points_before
                then {{ sentence(
                    'falls although the points of this row rise; '
                    ~ 'later tiers are never below earlier ones'
                ) }}
            when not is_rising and points > points_before
                then {{ sentence(
                    'rises although the points of this row fall; '
                    ~ 'later tiers are never above earlier ones'
                ) }}
        end as problem
    from filled_tiers
    union
    select
        1 as row_number,
        column_name,
        'is no column of the grid; a tier is named from_1, from_2, from_3 ...'
            as problem
    from tier_cells
    where
        tier_from is null
        or tier_from = 0
        or column_name not like 'from@_%' escape '@'
),

problems as (
    select
        'point_grid.csv' as file_name,
        row_number,
        column_name as cell,
        problem
    from tier_problems
    where problem is not null
    union all
    {{ seed_problem(
        'point_grid', 'each',
        'is empty and so is every tier; say what the behaviour earns'
    ) }}
    from point_grid
    where
        {{ is_blank('each') }}
        and row_number not in (
            select filled_tiers.row_number from filled_tiers
        )
    union all
    {{ seed_problem(
        'point_grid', 'max', 'has another sign than the points of this row'
    ) }}
    from point_grid
    where
        points_each * max_points < 0
        or (points_each < 0 and max_points = 0)
    union all
    {{ seed_problem(
        'decay_curves', 'remaining',
        'rises with age; what is forgotten does not come back by itself'
    ) }}
    from rising_steps
    where comes_back > 0
    union all
    {{ seed_problem(
        'decay_curves', 'counts_from',
        'differs from row {first_row}; all rows of a curve say the same'
    ) }}
    from first_steps
    where counts_from <> first_counts_from
    union all
    {{ seed_problem(
        'point_grid', 'decay_curve',
        'fades by inactivity (counts_from in decay_curves.csv), which only points '
        ~ 'above 0 of an implicit behaviour can; take another curve'
    ) }}
    from wrongly_silent_rows
)

select * from problems
