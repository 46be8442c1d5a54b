-- How many evaluated cases had each rule and converted, and how many had it
-- not; and how many people stand behind them: who is evaluated on several
-- snapshots is one person, perhaps with the rule on one and without on another.
-- Beside it stands the other rule that most of them have, too: cases with the same
-- set of rules are one row, so that no pairs of contacts are ever made.
with

rules as (
    select * from {{ ref('int_rules') }}
    where kind <> 'bound'
),

evidence_cases as (
    select * from {{ ref('int_evidence_cases') }}
),

observed_rules as (
    select * from {{ ref('int_observed_rules') }}
),

contacts as (
    select
        model_key,
        contact_key,
        count(*) as cases
    from evidence_cases
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
    from observed_rules
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

cases as (
    select
        {% for count in ['cases', 'converted'] %}
            sum({{ count }}_with) as {{ count }}_with,
            sum({{ count }}_without) as {{ count }}_without,
        {% endfor %}
        rule_key,
        max(highest_points) as highest_points,
        min(lowest_points) as lowest_points,
        sum(undated_with) > 0 as is_undated
    from {{ ref('int_lift_strata') }}
    group by rule_key
),

numbered_cases as (
    select
        contact_key,
        model_key,
        snapshot_on,
        rule_set,
        count(*) over (partition by model_key, rule_set) as cases,
        row_number() over (
            partition by model_key, rule_set order by contact_key, snapshot_on
        ) as case_number
    from evidence_cases
    where rule_set <> 0
),

set_rules as (
    select
        numbered_cases.model_key,
        numbered_cases.rule_set,
        numbered_cases.cases,
        observed_rules.rule_key
    from numbered_cases
    inner join observed_rules
        on
            numbered_cases.contact_key = observed_rules.contact_key
            and numbered_cases.model_key = observed_rules.model_key
            and numbered_cases.snapshot_on = observed_rules.snapshot_on
    where numbered_cases.case_number = 1
),

shared as (
    select
        set_rules.rule_key,
        other_rules.rule_key as other_key,
        sum(set_rules.cases) as cases
    from set_rules
    inner join set_rules as other_rules
        on
            set_rules.model_key = other_rules.model_key
            and set_rules.rule_set = other_rules.rule_set
            and set_rules.rule_key <> other_rules.rule_key
    group by
        set_rules.rule_key,
        other_rules.rule_key
),

ordered_overlaps as (
    select
        shared.rule_key,
        shared.cases,
        rules.rule,
        row_number() over (
            partition by shared.rule_key
            order by
                shared.cases desc, rules.component, rules.rule, rules.band
        ) as overlap_number
    from shared
    inner join rules
        on shared.other_key = rules.rule_key
),

rule_cases as (
    select
        rules.rule_key,
        cast(coalesce(everybody.contacts, 0) as bigint) as contacts,
        cast(coalesce(people_with.contacts, 0) as bigint) as contacts_with,
        cast(
            coalesce(everybody.contacts, 0)
            - coalesce(people_with.contacts_always, 0)
            as bigint
        ) as contacts_without,
        {% for count in ['cases', 'converted'] %}
            {% for side in ['with', 'without'] %}
                cast(coalesce(cases.{{ count }}_{{ side }}, 0) as bigint)
                    as {{ count }}_{{ side }},
            {% endfor %}
        {% endfor %}
        case
            when -cases.lowest_points > cases.highest_points
                then cases.lowest_points
            else cases.highest_points
        end as most_points,
        coalesce(cases.is_undated, false) as is_undated,
        most_shared.rule as overlap_rule,
        cast(most_shared.cases as bigint) as overlap_cases
    from rules
    left join everybody
        on rules.model_key = everybody.model_key
    left join people_with
        on rules.rule_key = people_with.rule_key
    left join cases
        on rules.rule_key = cases.rule_key
    left join ordered_overlaps as most_shared
        on
            rules.rule_key = most_shared.rule_key
            and most_shared.overlap_number = 1
)

select * from rule_cases
