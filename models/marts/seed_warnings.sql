with

seed_warnings as (
    select * from {{ ref('chk_odd_seeds') }}
    union all
    select * from {{ ref('chk_odd_data') }}
)

select * from seed_warnings
