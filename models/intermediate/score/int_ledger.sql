with

ledger as (
    select * from {{ ref('int_rule_points') }}
    union all
    select * from {{ ref('int_points_component_bounds') }}
    union all
    select * from {{ ref('int_points_total_bounds') }}
)

select * from ledger
