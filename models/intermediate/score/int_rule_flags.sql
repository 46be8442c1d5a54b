with

rule_conditions as (
    select distinct
        scoring_model,
        measure,
        at_least,
        flag
    from {{ ref('int_label_conditions') }}
    where is_rule
),

rule_points as (
    select * from {{ ref('int_rule_points') }}
),

running_points as (
    select
        rule_points.contact_id,
        rule_points.scoring_model,
        rule_points.effective_on,
        rule_conditions.flag,
        rule_conditions.at_least,
        sum(rule_points.points) over (
            partition by
                rule_points.contact_id,
                rule_points.scoring_model,
                rule_conditions.flag
            order by rule_points.effective_on
        ) as points_now
    from rule_points
    inner join rule_conditions
        on
            rule_points.scoring_model = rule_conditions.scoring_model
            and rule_points.rule = rule_conditions.measure
),

flags_now as (
    select
        *,
        case when points_now >= at_least then flag else 0 end as flag_now,
        case when at_least <= 0 then flag else 0 end as flag_at_zero
    from running_points
),

flag_changes as (
    select
        contact_id,
        scoring_model,
        effective_on,
        flag_now - coalesce(lag(flag_now) over (
            partition by contact_id, scoring_model, flag
            order by effective_on
        ), flag_at_zero) as flag_change
    from flags_now
),

daily_changes as (
    select
        contact_id,
        scoring_model,
        effective_on,
        sum(flag_change) as flag_change
    from flag_changes
    group by
        contact_id,
        scoring_model,
        effective_on
)

select * from daily_changes
