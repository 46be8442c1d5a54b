with

aliases as (
    select * from {{ ref('stg_contact_aliases') }}
),

problems as (
    select
        'contact_aliases' as file_name,
        cast(null as integer) as row_number,
        'alias_id' as cell,
        {{ sentence(
            "'{going_round.alias_id}' is merged in a circle, or more than 1024 "
            ~ 'times in a row, and never reaches a surviving contact'
        ) }} as problem
    from aliases as going_round
    inner join aliases as further
        on going_round.contact_id = further.alias_id
)

select * from problems
