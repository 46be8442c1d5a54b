-- With and without a rule are all judged contacts, however they are sorted by
-- the points of the others.
with

everybody as (
    select
        model_key,
        count(*) as contacts,
        sum(case when has_converted then 1 else 0 end) as converted
    from {{ ref('int_evidence_contacts') }}
    group by model_key
),

cases as (
    select
        rules.model_key,
        cases.*
    from {{ ref('int_rule_cases') }} as cases
    inner join {{ ref('int_rules') }} as rules
        on cases.rule_key = rules.rule_key
),

rests as (
    select
        rule_key,
        sum(contacts_with) as contacts_with,
        sum(contacts_without) as contacts_without,
        sum(converted_with) as converted_with,
        sum(converted_without) as converted_without
    from {{ ref('int_rest_counts') }}
    group by rule_key
),

failures as (
    select cases.*
    from cases
    inner join everybody
        on cases.model_key = everybody.model_key
    left join rests
        on cases.rule_key = rests.rule_key
    where
        cases.contacts_with + cases.contacts_without <> everybody.contacts
        or cases.converted_with + cases.converted_without
        <> everybody.converted
        or rests.contacts_with <> cases.contacts_with
        or rests.contacts_without <> cases.contacts_without
        or rests.converted_with <> cases.converted_with
        or rests.converted_without <> cases.converted_without
        or (rests.rule_key is null and cases.contacts_with > 0)
)

select * from failures
