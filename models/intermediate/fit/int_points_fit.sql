with

fit_values as (
    select * from {{ ref('int_fit_values') }}
),

value_points as (
    select * from {{ ref('int_value_points') }}
),

rescored_contacts as (
    select * from {{ ref('int_rescored_contacts') }}
),

scored_attributes as (
    select distinct
        model_key,
        rule as attribute
    from {{ ref('int_rules') }}
    where component = 'fit' and rule <> 'bound' and {{ is_repriced() }}
),

running_points as (
    select
        fit_values.contact_key,
        rescored_contacts.model_key,
        fit_values.attribute,
        fit_values.from_on as effective_on,
        rescored_contacts.created_on,
        value_points.rule_key,
        coalesce(value_points.points, 0) as points_now
    from fit_values
    inner join rescored_contacts
        on fit_values.contact_key = rescored_contacts.contact_key
    inner join scored_attributes
        on
            rescored_contacts.model_key = scored_attributes.model_key
            and fit_values.attribute = scored_attributes.attribute
    left join value_points
        on
            fit_values.attribute = value_points.attribute
            and fit_values.attribute_value = value_points.attribute_value
            and rescored_contacts.model_key = value_points.model_key
),

point_changes as (
    select
        *,
        points_now - lag(points_now, 1, 0) over values_in_time as points,
        lag(rule_key) over values_in_time as rule_before
    from running_points
    window values_in_time as (
        partition by contact_key, model_key, attribute
        order by effective_on
    )
),

-- A value that earns nothing is explained by the rule that no longer holds.
fit_points as (
    select
        contact_key,
        model_key,
        coalesce(rule_key, rule_before) as rule_key,
        effective_on,
        case
            when effective_on = created_on then 'earned' else 'rerolled'
        end as reason,
        cast(null as bigint) as occurrences,
        cast(null as decimal(14, 4)) as weighted_count,
        points
    from point_changes
    where points <> 0
)

select * from fit_points
