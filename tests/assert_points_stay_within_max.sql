-- On every day a rule's points lie between nothing and its max times weight.
with

rules as (
    select * from {{ ref('int_rules') }}
    where component = 'behaviour' and rule <> 'bound'
),

limits as (
    select
        rules.rule_key,
        rules.model_key,
        {{ whole_points('point_rules.max_points', 'rules.weight') }} as max_points
    from rules
    inner join {{ ref('stg_point_rules') }} as point_rules
        on
            rules.scoring_model = point_rules.scoring_model
            and rules.rule = point_rules.behaviour
    where point_rules.max_points is not null
),

limited_points as (
    select
        ledger.contact_key,
        ledger.rule_key,
        ledger.effective_on,
        ledger.points,
        limits.max_points
    from {{ ref('int_ledger') }} as ledger
    inner join limits
        on ledger.rule_key = limits.rule_key
    where {{ is_pair_of_this_run('ledger.') }}
),

running_points as (
    select
        contact_key,
        rule_key,
        effective_on,
        max_points,
        sum(points) over (
            partition by contact_key, rule_key
            order by effective_on
        ) as points_now
    from limited_points
),

failures as (
    select * from running_points
    where
        points_now > greatest(max_points, 0)
        or points_now < least(max_points, 0)
)

select * from failures
