with

kind_groups as (
    select distinct
        kind_group,
        ',' || behaviour_keys || ',' as behaviour_keys
    from {{ ref('int_kind_groups') }}
    where match_reason = 'matched'
),

group_behaviours as (
    select
        kind_groups.kind_group,
        behaviours.behaviour_key
    from kind_groups
    inner join {{ ref('int_behaviours') }} as behaviours
        on kind_groups.behaviour_keys like '%,' || behaviours.behaviour_key || ',%'
)

select * from group_behaviours
