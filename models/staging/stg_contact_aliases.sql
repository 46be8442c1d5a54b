with

judged_aliases as (
    select * from {{ ref('base_contact_aliases').include(database=false) }}
),

survivors as (
    select
        alias_id,
        contact_id
    from judged_aliases
    where contact_id is not null
)

select * from survivors
