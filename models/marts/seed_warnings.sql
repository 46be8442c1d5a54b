with

seed_warnings as (
    select * from {{ ref('chk_odd_behaviours') }}
    union all
    select * from {{ ref('chk_odd_attributes') }}
    union all
    select * from {{ ref('chk_odd_data') }}
)

select * from seed_warnings
