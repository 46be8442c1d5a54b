with

kind_groups as (
    select * from {{ ref('int_kind_groups') }}
),

kind_behaviours as (
    select * from {{ ref('int_kind_behaviours') }}
),

behaviours as (
    select * from {{ ref('int_behaviours') }}
),

group_behaviours as (
    select distinct
        kind_groups.kind_group,
        behaviours.behaviour_key
    from kind_groups
    inner join kind_behaviours
        on kind_groups.kind_key = kind_behaviours.kind_key
    inner join behaviours
        on kind_behaviours.behaviour = behaviours.behaviour
)

select * from group_behaviours
