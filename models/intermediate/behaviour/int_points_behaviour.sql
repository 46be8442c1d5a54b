with

weighted_counts as (
    select * from {{ ref('int_weighted_counts') }}
),

point_values as (
    select * from {{ ref('int_point_values') }}
),

behaviours as (
    select * from {{ ref('int_behaviours') }}
),

point_rules as (
    select * from {{ ref('stg_point_rules') }}
),

running_points as (
    select
        weighted_counts.*,
        point_values.points as points_now
    from weighted_counts
    inner join point_values
        on
            weighted_counts.scoring_model = point_values.scoring_model
            and weighted_counts.behaviour = point_values.behaviour
            and weighted_counts.weighted_count = point_values.weighted_count
),

point_changes as (
    select
        *,
        points_now - lag(points_now, 1, 0) over (
            partition by contact_id, scoring_model, behaviour
            order by effective_on
        ) as points
    from running_points
),

behaviour_points as (
    select
        point_changes.contact_id,
        point_changes.scoring_model,
        'behaviour' as component,
        point_changes.behaviour as rule,
        behaviours.kind,
        point_changes.effective_on,
        case
            when point_changes.is_fresh = 1 then 'earned'
            when point_changes.is_reset = 1 then 'reset'
            else 'faded'
        end as reason,
        point_changes.occurrences,
        point_changes.weighted_count,
        point_changes.points,
        point_rules.why
    from point_changes
    inner join behaviours
        on point_changes.behaviour = behaviours.behaviour
    inner join point_rules
        on
            point_changes.scoring_model = point_rules.scoring_model
            and point_changes.behaviour = point_rules.behaviour
    where point_changes.points <> 0
)

select * from behaviour_points
