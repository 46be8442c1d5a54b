with

points as (
    select * from {{ ref('int_points_behaviour') }}
    union all
    select * from {{ ref('int_points_fit') }}
    union all
    select * from {{ ref('int_points_rfm') }}
),

rule_points as (
    select * from points
    where {{ is_repriced() }}
)

select * from rule_points
