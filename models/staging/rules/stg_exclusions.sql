with

exclusions as (
    {{ seed_rows('exclusions') }}
),

typed_rows as (
    select
        row_number as priority,
        {{ tidy('reason') }} as reason,
        {{ tidy('field') }} as field,
        pattern
    from exclusions
)

select * from typed_rows
