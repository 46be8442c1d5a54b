{% set weekdays = [
    'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday',
] %}
{% set time_of_day = '([01][0-9]|2[0-3]):[0-5][0-9]' %}

with

working_hours as (
    {{ seed_rows('working_hours') }}
),

first_row as (
    select trim(time_zone) as time_zone
    from working_hours
    where row_number = (select min(row_number) from working_hours)
),

clocks_needed as (
    select count(*) as rows_needing
    from {{ ref('service_levels') }}
    where lower(trim(clock)) = 'working'
),

problems as (
    {{ check_filled('working_hours', ['weekday', 'opens_at', 'closes_at', 'time_zone', 'why']) }}
    union all
    {{ check_one_of('working_hours', 'weekday', weekdays) }}
    union all
    {{ check_unique('working_hours', ['weekday']) }}
    {% for column in ['opens_at', 'closes_at'] %}
        union all
        {{ seed_problem('working_hours', column, quoted(column) ~ " || ' is not a time of day; write it like 09:00'") }}
        from working_hours
        where
            not {{ is_blank(column) }}
            and not {{ matches('trim(' ~ column ~ ')', time_of_day) }}
    {% endfor %}
    union all
    {{ seed_problem('working_hours', 'closes_at', "'is not later than opens_at; leave the row out on a free day'") }}
    from working_hours
    where
        {{ matches('trim(opens_at)', time_of_day) }}
        and {{ matches('trim(closes_at)', time_of_day) }}
        and trim(closes_at) <= trim(opens_at)
    union all
    {{ seed_problem('working_hours', 'time_zone', quoted('time_zone') ~ " || ' is no time zone; write it like Europe/Paris'") }}
    from working_hours
    where
        not {{ is_blank('time_zone') }}
        and not {{ is_time_zone('trim(time_zone)') }}
    union all
    {{ seed_problem('working_hours', 'time_zone', "'is another zone than ' || first_row.time_zone || '; all hours are those of one clock'") }}
    from working_hours
    cross join first_row
    where trim(working_hours.time_zone) <> first_row.time_zone
    union all
    {{ seed_problem('working_hours', 'weekday', "'no weekday has a row, and service_levels.csv counts working hours; add rows, or count by the calendar'", 'null') }}
    from clocks_needed
    where rows_needing > 0 and (select count(*) from working_hours) = 0
)

select * from problems
