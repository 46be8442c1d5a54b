-- On every day a rule's points lie between nothing and its max times weight.
with

running_points as (
    select
        scoring_model,
        rule,
        sum(points) over (
            partition by contact_id, scoring_model, rule
            order by effective_on
        ) as points_now
    from {{ ref('score_ledger') }}
    where
        component = 'behaviour'
        and rule <> 'bound'
        and {{ is_rebuilt('contact_id') }}
),

limits as (
    select
        rules.scoring_model,
        rules.behaviour,
        round(rules.max_points * weights.weight) as max_points
    from {{ ref('stg_point_rules') }} as rules
    inner join {{ ref('int_component_weights') }} as weights
        on
            rules.scoring_model = weights.scoring_model
            and weights.component = 'behaviour'
    where rules.max_points is not null
),

failures as (
    select
        running_points.rule,
        running_points.points_now,
        limits.max_points
    from running_points
    inner join limits
        on
            running_points.scoring_model = limits.scoring_model
            and running_points.rule = limits.behaviour
    where
        running_points.points_now > greatest(limits.max_points, 0)
        or running_points.points_now < least(limits.max_points, 0)
)

select * from failures
