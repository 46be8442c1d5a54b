{% set fields = var('event_fields') + ['asset_velocity', 'content_stage'] %}

with

behaviours as (
    {{ seed_rows('behaviours') }}
),

problems as (
    {{ check_filled('behaviours', ['behaviour', 'kind', 'event_type', 'is_urgent', 'why']) }}
    union all
    {{ check_name('behaviours', 'behaviour') }}
    union all
    {{ check_one_of('behaviours', 'kind', ['implicit', 'negative']) }}
    union all
    {{ check_one_of('behaviours', 'field', fields) }}
    union all
    {{ check_one_of('behaviours', 'count_by', ['event', 'day']) }}
    union all
    {{ check_one_of('behaviours', 'is_urgent', ['yes', 'no']) }}
    union all
    {{ check_known('behaviours', 'reset_by', 'behaviours', 'behaviour') }}
    union all
    {{ seed_problem('behaviours', 'pattern', "'is empty although a field is named; write a pattern like /pricing%'") }}
    from behaviours
    where not {{ is_blank('field') }} and {{ is_blank('pattern') }}
    union all
    {{ seed_problem('behaviours', 'field', "'is empty although a pattern is given; name the field it is held against'") }}
    from behaviours
    where {{ is_blank('field') }} and not {{ is_blank('pattern') }}
    {% for column in ['kind', 'count_by', 'reset_by', 'is_urgent'] %}
        union all
        {{ seed_problem('behaviours', column, "'differs from row ' || cast(first_row as " ~ dbt.type_string() ~ ") || '; all rows of a behaviour say the same'") }}
        from (
            select
                row_number,
                lower(trim(coalesce({{ column }}, ''))) as here,
                first_value(lower(trim(coalesce({{ column }}, '')))) over (
                    partition by trim(behaviour) order by row_number
                ) as first_cell,
                min(row_number) over (partition by trim(behaviour)) as first_row
            from behaviours
        ) as alternatives
        where here <> first_cell
    {% endfor %}
)

select * from problems
