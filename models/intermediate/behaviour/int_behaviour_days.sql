with

event_days as (
    select * from {{ ref('int_event_days') }}
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

group_behaviours as (
    select * from {{ ref('int_group_behaviours') }}
    {% if on_trimmed_copy() %}
        where behaviour_key in (
            select behaviour_rules.behaviour_key
            from {{ ref('int_behaviour_rules') }} as behaviour_rules
            where {{ is_repriced() }}
        )
    {% endif %}
),

{% if only_news() or on_trimmed_copy() %}
    rescored_contacts as (
        select distinct contact_key from {{ ref('int_rescored_contacts') }}
        {% if only_news() %}
            -- Exclusions are kept also of contacts whom no model scores today.
            union
            select contact_key from {{ ref('int_changed_contacts') }}
        {% endif %}
    ),

    rescored_days as (
        select event_days.*
        from event_days
        inner join rescored_contacts
            on event_days.contact_key = rescored_contacts.contact_key
    ),
{% else %}
    rescored_days as (
        select * from event_days
    ),
{% endif %}

behaviour_days as (
    select
        rescored_days.contact_key,
        group_behaviours.behaviour_key,
        rescored_days.occurred_on,
        cast(sum(rescored_days.events) as bigint) as events
    from rescored_days
    inner join as_of
        on rescored_days.occurred_on <= as_of.as_of
    inner join group_behaviours
        on rescored_days.kind_group = group_behaviours.kind_group
    group by
        rescored_days.contact_key,
        group_behaviours.behaviour_key,
        rescored_days.occurred_on
)

select * from behaviour_days
