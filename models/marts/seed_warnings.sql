with

seed_warnings as (
    select * from {{ ref('chk_odd_seeds') }}
    union all
    select * from {{ ref('chk_odd_data') }}
    union all
    select * from {{ ref('chk_odd_names') }}
    union all
    select * from {{ ref('chk_odd_rows') }}
    union all
    select * from {{ ref('chk_empty_words') }}
    union all
    select * from {{ ref('chk_decimal_commas') }}
    union all
    select * from {{ ref('chk_stray_rows') }}
)

select * from seed_warnings
