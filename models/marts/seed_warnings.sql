with

seed_warnings as (
    select * from {{ ref('chk_odd_rules') }}
    union all
    select * from {{ ref('chk_odd_data') }}
    union all
    select * from {{ ref('chk_odd_promises') }}
)

select * from seed_warnings
