with

kind_groups as (
    select distinct
        kind_group,
        ',' || behaviour_keys || ',' as behaviour_keys
    from {{ ref('int_kind_groups') }}
    where match_reason = 'matched'
),

behaviours as (
    select
        behaviour_key,
        ',' || cast(behaviour_key as {{ dbt.type_string() }}) || ',' as listed_key
    from {{ ref('int_behaviours') }}
),

group_behaviours as (
    select
        kind_groups.kind_group,
        behaviours.behaviour_key
    from kind_groups
    inner join behaviours
        on {{ dbt.position('behaviours.listed_key', 'kind_groups.behaviour_keys') }} > 0
)

select * from group_behaviours
