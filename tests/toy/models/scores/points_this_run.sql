with

contact_days as (
    select
        contact_key,
        behaviour,
        occurred_on,
        events
    from {{ ref('int_contact_events') }}
    union all
    select
        contact_key,
        'order' as behaviour,
        ordered_on as occurred_on,
        count(*) as events
    from {{ ref('base_orders') }}
    where rejection_reason is null
    group by
        contact_key,
        ordered_on
),

points as (
    select
        pairs.contact_key,
        pairs.model_key,
        contact_days.behaviour,
        contact_days.occurred_on as effective_on,
        cast(contact_days.events * rules.points as integer) as points
    from {{ ref('pairs_this_run') }} as pairs
    inner join contact_days
        on pairs.contact_key = contact_days.contact_key
    inner join {{ ref('run_as_of') }} as as_of
        on contact_days.occurred_on <= as_of.as_of
    inner join {{ ref('int_rules') }} as rules
        on
            pairs.model_key = rules.model_key
            and contact_days.behaviour = rules.behaviour
)

select * from points
