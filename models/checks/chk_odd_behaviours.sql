-- Odd but legal: behaviours that nothing matches or nobody prices, and tiers
-- that their own max takes back.
with

behaviours as (
    {{ seed_rows('behaviours') }}
),

point_grid as (
    {{ seed_rows('point_grid') }}
),

first_rows as (
    select
        trim(behaviour) as behaviour,
        min(row_number) as row_number
    from behaviours
    group by trim(behaviour)
),

matched_behaviours as (
    select distinct named_behaviours.behaviour
    from {{ ref('int_group_behaviours') }} as group_behaviours
    inner join {{ ref('int_behaviours') }} as named_behaviours
        on
            group_behaviours.behaviour_key = named_behaviours.behaviour_key
    inner join {{ ref('int_event_days') }} as event_days
        on group_behaviours.kind_group = event_days.kind_group
),

used_behaviours as (
    select trim(behaviour) as behaviour from point_grid
    union
    select trim(reset_by) as behaviour from behaviours
    union
    select trim(field) as behaviour from {{ ref('exclusions') }}
),

tier_points as (
    select
        scoring_model,
        behaviour,
        max(points) as highest,
        min(points) as lowest
    from {{ ref('stg_point_tiers') }}
    group by
        scoring_model,
        behaviour
),

problems as (
    {{ seed_problem('behaviours', 'pattern', "'no event has matched ' || first_rows.behaviour || ' yet; see whether the event type and the pattern are spelt as in the export'", 'first_rows.row_number') }}
    from first_rows
    left join matched_behaviours
        on first_rows.behaviour = matched_behaviours.behaviour
    where matched_behaviours.behaviour is null
    union all
    {{ seed_problem('behaviours', 'behaviour', "'no model gives points for ' || first_rows.behaviour || '; add a row to point_grid.csv or drop it'", 'first_rows.row_number') }}
    from first_rows
    left join used_behaviours
        on first_rows.behaviour = used_behaviours.behaviour
    where used_behaviours.behaviour is null
    union all
    {{ seed_problem('point_grid', 'max', "'cuts off a tier of this row; raise max or lower the tier'", 'point_grid.row_number') }}
    from point_grid
    inner join tier_points
        on
            trim(point_grid.scoring_model) = tier_points.scoring_model
            and trim(point_grid.behaviour) = tier_points.behaviour
    where
        ({{ read_number('point_grid.max') }} >= 0 and tier_points.highest > {{ read_number('point_grid.max') }})
        or ({{ read_number('point_grid.max') }} < 0 and tier_points.lowest < {{ read_number('point_grid.max') }})
)

select * from problems
