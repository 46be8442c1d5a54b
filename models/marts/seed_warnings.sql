with

seed_warnings as (
    select * from {{ ref('chk_odd_seeds') }}
    union all
    select * from {{ ref('chk_odd_data') }}
    union all
    select * from {{ ref('chk_odd_names') }}
    union all
    select * from {{ ref('chk_odd_rows') }}
)

select * from seed_warnings
