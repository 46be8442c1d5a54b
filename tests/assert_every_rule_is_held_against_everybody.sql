-- With and without a rule are all judged cases of each cut, however they are
-- sorted by the points of the others; and nobody is more people than cases.
with

everybody as (
    select
        model_key,
        cut_on,
        count(*) as cases,
        sum(case when has_converted then 1 else 0 end) as converted
    from {{ ref('int_evidence_contacts') }}
    group by
        model_key,
        cut_on
),

cuts as (
    select
        rules.model_key,
        rule_cuts.*
    from {{ ref('int_rule_cuts') }} as rule_cuts
    inner join {{ ref('int_rules') }} as rules
        on rule_cuts.rule_key = rules.rule_key
),

rests as (
    select
        rule_key,
        cut_on,
        sum(cases_with) as cases_with,
        sum(cases_without) as cases_without,
        sum(converted_with) as converted_with,
        sum(converted_without) as converted_without
    from {{ ref('int_rest_counts') }}
    group by
        rule_key,
        cut_on
),

miscounted_cuts as (
    select cuts.rule_key
    from cuts
    inner join everybody
        on
            cuts.model_key = everybody.model_key
            and cuts.cut_on = everybody.cut_on
    left join rests
        on
            cuts.rule_key = rests.rule_key
            and cuts.cut_on = rests.cut_on
    where
        cuts.cases_with + cuts.cases_without <> everybody.cases
        or cuts.converted_with + cuts.converted_without <> everybody.converted
        or rests.cases_with <> cuts.cases_with
        or rests.cases_without <> cuts.cases_without
        or rests.converted_with <> cuts.converted_with
        or rests.converted_without <> cuts.converted_without
        or (rests.rule_key is null and cuts.cases_with > 0)
),

miscounted_people as (
    select cases.rule_key
    from {{ ref('int_rule_cases') }} as cases
    left join {{ ref('int_rule_people') }} as people
        on cases.rule_key = people.rule_key
    where
        people.rule_key is null
        or people.contacts_with > cases.cases_with
        or people.contacts_without > cases.cases_without
        or people.contacts > people.contacts_with + people.contacts_without
),

failures as (
    select * from miscounted_cuts
    union all
    select * from miscounted_people
)

select * from failures
