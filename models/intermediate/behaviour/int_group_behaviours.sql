with

kind_groups as (
    select * from {{ ref('int_kind_groups') }}
),

kind_behaviours as (
    select * from {{ ref('int_kind_behaviours') }}
),

group_behaviours as (
    select distinct
        kind_groups.kind_group,
        kind_behaviours.behaviour
    from kind_groups
    inner join kind_behaviours
        on kind_groups.kind_id = kind_behaviours.kind_id
)

select * from group_behaviours
