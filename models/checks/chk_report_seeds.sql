-- Seeds that only reports read: hours of one clock, levels that are all there.
{% set levels = seed_columns()['proof_levels']['columns']['level']['one_of'] %}
{% set is_time = {} %}
{% for column in ['opens_at', 'closes_at'] %}
    {% do is_time.update({column: readable_cells(column)['time_of_day'][0]}) %}
{% endfor %}

with

working_hours as (
    {{ typed_seed('working_hours', also=['row_number']) }}
),

service_levels as (
    {{ typed_seed('service_levels') }}
),

proof_levels as (
    {{ typed_seed('proof_levels', also=['row_number', 'value as written']) }}
),

outcomes as (
    {{ typed_seed('outcomes') }}
),

first_rows as (
    select time_zone
    from working_hours
    order by row_number
    limit 1
),

working_clocks as (
    select count(*) as clocks
    from service_levels
    where clock = 'working'
),

-- Without anything to judge, nobody reads the levels.
missing_levels as (
    {% for level in levels %}
        select '{{ level }}' as level
        from outcomes
        where
            '{{ level }}'
            not in (select proof_levels.level from proof_levels)
        {{ 'union' if not loop.last }}
    {% endfor %}
),

problems as (
    {{ seed_problem(
        'working_hours', 'closes_at',
        'is not later than opens_at; leave the row out on a free day'
    ) }}
    from working_hours
    where
        {{ is_time['opens_at'] }}
        and {{ is_time['closes_at'] }}
        and closes_at <= opens_at
    union all
    {{ seed_problem(
        'working_hours', 'time_zone',
        'is another zone than {first_rows.time_zone}; '
        ~ 'all hours are those of one clock'
    ) }}
    from working_hours
    cross join first_rows
    where working_hours.time_zone <> first_rows.time_zone
    union all
    {{ seed_problem(
        'working_hours', 'weekday',
        'no weekday has a row, and service_levels.csv counts working hours; '
        ~ 'add rows, or count by the calendar',
        'null'
    ) }}
    from working_clocks
    where clocks > 0 and not exists (select 1 from working_hours)
    union all
    {{ seed_problem(
        'proof_levels', 'value',
        "'{written}' is not a whole number; "
        ~ 'only confidence_z may have decimals'
    ) }}
    from proof_levels
    where
        level <> 'confidence_z'
        and value is not null
        and {{ read_whole_number('written') }} is null
    union all
    {{ seed_problem(
        'proof_levels', 'level',
        'has no row for {level}; add one, outcomes.csv is judged by it', 'null'
    ) }}
    from missing_levels
)

select * from problems
