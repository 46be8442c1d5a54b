-- A row has three pairs of field and pattern.
{% set numbers = ['', '_2', '_3'] %}
{% set same_on_all_rows = [
    'kind', 'count_by', 'repeat_minutes', 'reset_by', 'is_urgent'
] %}

with

behaviours as (
    select * from {{ ref('behaviours') }}
),

first_rows as (
    select
        row_number,
        {% for column in same_on_all_rows %}
            lower(trim(coalesce({{ column }}, ''))) as {{ column }},
            first_value(lower(trim(coalesce({{ column }}, ''))))
                over rows_of_behaviour as first_{{ column }},
        {% endfor %}
        first_value(row_number) over rows_of_behaviour as first_row
    from behaviours
    window rows_of_behaviour as (
        partition by trim(behaviour) order by row_number
    )
),

ignored_events as (
    select * from {{ ref('ignored_events') }}
),

problems as (
    {% for seed in ['behaviours', 'ignored_events'] %}
        {% for n in numbers %}
            {{ seed_problem(
                seed, 'pattern' ~ n,
                'is empty although a field is named; '
                ~ 'write a pattern like /pricing%'
            ) }}
            from {{ seed }}
            where
                not {{ is_blank('field' ~ n) }}
                and {{ is_blank('pattern' ~ n) }}
            union all
            {{ seed_problem(
                seed, 'field' ~ n,
                'is empty although a pattern is given; '
                ~ 'name the field it is held against'
            ) }}
            from {{ seed }}
            where
                {{ is_blank('field' ~ n) }}
                and not {{ is_blank('pattern' ~ n) }}
            union all
        {% endfor %}
    {% endfor %}
    {{ seed_problem(
        'ignored_events', 'event_type',
        'is empty and so is every field: the row would ignore all events'
    ) }}
    from ignored_events
    where
        {{ is_blank('event_type') }}
        {% for n in numbers %}
            and {{ is_blank('field' ~ n) }}
            and {{ is_blank('pattern' ~ n) }}
        {% endfor %}
    union all
    select
        'dbt_project.yml' as file_name,
        cast(null as integer) as row_number,
        'day_zone' as cell,
        {{ sentence(
            "'" ~ var('day_zone') ~ "' is no time zone; write it like Europe/Paris"
        ) }} as problem
    where not {{ is_time_zone("'" ~ var('day_zone') ~ "'") }}
    {% for column in same_on_all_rows %}
        union all
        {{ seed_problem(
            'behaviours', column,
            'differs from row {first_row}; all rows of a behaviour say the same'
        ) }}
        from first_rows
        where {{ column }} <> first_{{ column }}
    {% endfor %}
)

select * from problems
