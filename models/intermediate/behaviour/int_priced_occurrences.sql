with

occurrences as (
    select * from {{ ref('int_occurrences') }}
),

behaviour_rules as (
    select * from {{ ref('int_behaviour_rules') }}
    where {{ is_repriced() }}
),

rescored_contacts as (
    select * from {{ ref('int_rescored_contacts') }}
),

priced_occurrences as (
    select
        occurrences.contact_key,
        behaviour_rules.rule_key,
        behaviour_rules.decay_curve,
        behaviour_rules.can_fade,
        occurrences.occurred_on,
        occurrences.occurrences,
        {{ days_between('occurrences.occurred_on', 'occurrences.stops_on') }}
            as counts_for_days
    from occurrences
    inner join behaviour_rules
        on occurrences.behaviour_key = behaviour_rules.behaviour_key
    inner join rescored_contacts
        on
            occurrences.contact_key = rescored_contacts.contact_key
            and behaviour_rules.model_key = rescored_contacts.model_key
)

select * from priced_occurrences
