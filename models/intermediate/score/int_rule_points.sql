with

rule_points as (
    select * from {{ ref('int_points_behaviour') }}
    union all
    select * from {{ ref('int_points_fit') }}
    union all
    select * from {{ ref('int_points_rfm') }}
)

select * from rule_points
