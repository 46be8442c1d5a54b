-- Leads whose score an edit may change: all of a model, or whoever an edited
-- rule has something to say about.
create temp table concerned_leads as
with

leads as (
    select
        contact_key,
        model_key,
        scoring_model
    from intermediate.int_scored_contacts
),

with_behaviour as (
    select distinct
        event_days.contact_key,
        repriced_rules.scoring_model
    from repriced_rules
    inner join intermediate.int_behaviours as behaviours
        on lower(repriced_rules.rule) = lower(behaviours.behaviour)
    inner join intermediate.int_group_behaviours as group_behaviours
        on behaviours.behaviour_key = group_behaviours.behaviour_key
    inner join intermediate.int_event_days as event_days
        on group_behaviours.kind_group = event_days.kind_group
    where repriced_rules.component = 'behaviour'
),

with_attribute as (
    select
        attributes.contact_key,
        repriced_rules.scoring_model
    from repriced_rules
    inner join intermediate.int_contact_attributes as attributes
        on lower(repriced_rules.rule) = attributes.attribute
    where repriced_rules.component = 'fit'
    union
    select
        history.contact_key,
        repriced_rules.scoring_model
    from repriced_rules
    inner join intermediate.int_attribute_history as history
        on lower(repriced_rules.rule) = history.attribute
    where repriced_rules.component = 'fit'
),

with_orders as (
    select distinct
        order_days.contact_key,
        repriced_rules.scoring_model
    from repriced_rules
    cross join intermediate.int_order_days as order_days
    where repriced_rules.component = 'rfm'
),

concerned as (
    select * from with_behaviour
    union
    select * from with_attribute
    union
    select * from with_orders
)

select
    leads.contact_key,
    leads.model_key
from leads
inner join edited_models
    on leads.scoring_model = edited_models.scoring_model
union
select
    leads.contact_key,
    leads.model_key
from leads
inner join concerned
    on
        leads.contact_key = concerned.contact_key
        and leads.scoring_model = concerned.scoring_model
