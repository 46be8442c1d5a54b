-- Seeds that give nobody points: hours of one clock, levels that are all there,
-- segments for all buyers. No segments at all is a choice; some of them missing is
-- not.
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

rfm_segments as (
    {{ typed_seed('rfm_segments') }}
),

quintiles as (
    {% for quintile in range(1, 6) %}
        select {{ quintile }} as score
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

uncovered_scores as (
    select
        r_scores.score as r_score,
        f_scores.score as f_score,
        m_scores.score as m_score
    from quintiles as r_scores
    cross join quintiles as f_scores
    cross join quintiles as m_scores
    left join rfm_segments
        on
            r_scores.score between rfm_segments.r_from and rfm_segments.r_to
            and f_scores.score between rfm_segments.f_from and rfm_segments.f_to
            and m_scores.score between rfm_segments.m_from and rfm_segments.m_to
    where
        rfm_segments.priority is null
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
    union all
    {{ seed_problem(
        'rfm_segments', 'segment',
        'no segment fits R {r_score}, F {f_score}, M {m_score}; '
        ~ 'add a row, or widen one',
        'null'
    ) }}
    from uncovered_scores
    where exists (select segments.segment from rfm_segments as segments)
)

select * from problems
