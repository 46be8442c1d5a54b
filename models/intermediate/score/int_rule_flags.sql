with

rule_conditions as (
    select distinct
        rules.rule_key,
        rules.model_key,
        conditions.at_least,
        conditions.flag
    from {{ ref('int_label_conditions') }} as conditions
    inner join {{ ref('int_rules') }} as rules
        on
            conditions.scoring_model = rules.scoring_model
            and conditions.measure = rules.rule
    where conditions.is_rule
),

rule_points as (
    select * from {{ ref('int_rule_points') }}
    where {{ is_rescored() }}
),

running_points as (
    select
        rule_points.contact_key,
        rule_conditions.model_key,
        rule_points.effective_on,
        rule_conditions.flag,
        rule_conditions.at_least,
        sum(rule_points.points) over (
            partition by
                rule_points.contact_key,
                rule_conditions.model_key,
                rule_conditions.flag
            order by rule_points.effective_on
        ) as points_now
    from rule_points
    inner join rule_conditions
        on rule_points.rule_key = rule_conditions.rule_key
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
        contact_key,
        model_key,
        effective_on,
        flag_now - coalesce(lag(flag_now) over (
            partition by contact_key, model_key, flag
            order by effective_on
        ), flag_at_zero) as flag_change
    from flags_now
),

daily_changes as (
    select
        contact_key,
        model_key,
        effective_on,
        sum(flag_change) as flag_change
    from flag_changes
    group by
        contact_key,
        model_key,
        effective_on
)

select * from daily_changes
