with

behaviours as (
    select * from {{ ref('behaviours') }}
),

typed_rows as (
    select
        {{ tidy('behaviour') }} as behaviour,
        lower({{ tidy('kind') }}) as kind,
        {{ tidy('event_type') }} as event_type,
        lower({{ tidy('field') }}) as field,
        pattern,
        coalesce(lower({{ tidy('count_by') }}), 'event') as count_by,
        {{ tidy('reset_by') }} as reset_by,
        {{ is_yes('is_urgent') }} as is_urgent
    from behaviours
)

select * from typed_rows
