-- How many people stand behind the cases of a rule: who is judged on several
-- cuts is one person, perhaps with the rule on one cut and without on another.
with

rules as (
    select * from {{ ref('int_rules') }}
    where kind <> 'bound'
),

contacts as (
    select
        model_key,
        contact_key,
        count(*) as cases
    from {{ ref('int_evidence_contacts') }}
    group by
        model_key,
        contact_key
),

everybody as (
    select
        model_key,
        count(*) as contacts
    from contacts
    group by model_key
),

contacts_with as (
    select
        rule_key,
        model_key,
        contact_key,
        count(*) as cases
    from {{ ref('int_observed_rules') }}
    group by
        rule_key,
        model_key,
        contact_key
),

people_with as (
    select
        contacts_with.rule_key,
        count(*) as contacts,
        sum(case when contacts_with.cases = contacts.cases then 1 else 0 end)
            as contacts_always
    from contacts_with
    inner join contacts
        on
            contacts_with.model_key = contacts.model_key
            and contacts_with.contact_key = contacts.contact_key
    group by contacts_with.rule_key
),

rule_people as (
    select
        rules.rule_key,
        cast(coalesce(everybody.contacts, 0) as bigint) as contacts,
        cast(coalesce(people_with.contacts, 0) as bigint) as contacts_with,
        cast(
            coalesce(everybody.contacts, 0)
            - coalesce(people_with.contacts_always, 0)
            as bigint
        ) as contacts_without
    from rules
    left join everybody
        on rules.model_key = everybody.model_key
    left join people_with
        on rules.rule_key = people_with.rule_key
)

select * from rule_people
