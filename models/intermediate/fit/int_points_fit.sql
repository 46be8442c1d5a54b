with

fit_values as (
    select * from {{ ref('int_fit_values') }}
),

value_points as (
    select * from {{ ref('int_value_points') }}
),

scored_contacts as (
    select * from {{ ref('int_scored_contacts') }}
),

scored_attributes as (
    select distinct
        scoring_model,
        attribute
    from {{ ref('stg_fit_rules') }}
),

running_points as (
    select
        fit_values.contact_id,
        scored_contacts.scoring_model,
        fit_values.attribute,
        fit_values.from_on as effective_on,
        scored_contacts.created_on,
        value_points.kind,
        value_points.why,
        coalesce(value_points.points, 0) as points_now
    from fit_values
    inner join scored_contacts
        on fit_values.contact_id = scored_contacts.contact_id
    inner join scored_attributes
        on
            scored_contacts.scoring_model = scored_attributes.scoring_model
            and fit_values.attribute = scored_attributes.attribute
    left join value_points
        on
            fit_values.attribute = value_points.attribute
            and fit_values.attribute_value = value_points.attribute_value
            and scored_contacts.scoring_model = value_points.scoring_model
),

point_changes as (
    select
        *,
        points_now - lag(points_now, 1, 0) over values_in_time as points,
        lag(kind) over values_in_time as kind_before,
        lag(why) over values_in_time as why_before
    from running_points
    window values_in_time as (
        partition by contact_id, scoring_model, attribute
        order by effective_on
    )
),

-- A value that earns nothing is explained by the rule that no longer holds.
fit_points as (
    select
        contact_id,
        scoring_model,
        'fit' as component,
        attribute as rule,
        coalesce(kind, kind_before) as kind,
        effective_on,
        case
            when effective_on = created_on then 'earned' else 'rerolled'
        end as reason,
        cast(null as bigint) as occurrences,
        cast(null as decimal(14, 4)) as weighted_count,
        points,
        coalesce(why, why_before) as why
    from point_changes
    where points <> 0
)

select * from fit_points
