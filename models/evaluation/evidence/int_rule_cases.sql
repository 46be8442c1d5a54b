-- How many evaluated cases had each rule and converted, and how many had it
-- not; and how many people stand behind them: who is evaluated on several
-- snapshots is one person, perhaps with the rule on one and without on another.
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
    from {{ ref('int_evidence_cases') }}
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

cases as (
    select
        {% for count in ['cases', 'converted'] %}
            sum({{ count }}_with) as {{ count }}_with,
            sum({{ count }}_without) as {{ count }}_without,
        {% endfor %}
        rule_key
    from {{ ref('int_lift_strata') }}
    group by rule_key
),

rule_points as (
    select
        rule_key,
        max(points) as highest_points,
        min(points) as lowest_points,
        max(case when is_undated then 1 else 0 end) = 1 as is_undated
    from {{ ref('int_rule_counts') }}
    group by rule_key
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
            when -rule_points.lowest_points > rule_points.highest_points
                then rule_points.lowest_points
            else rule_points.highest_points
        end as most_points,
        coalesce(rule_points.is_undated, false) as is_undated
    from rules
    left join everybody
        on rules.model_key = everybody.model_key
    left join people_with
        on rules.rule_key = people_with.rule_key
    left join cases
        on rules.rule_key = cases.rule_key
    left join rule_points
        on rules.rule_key = rule_points.rule_key
)

select * from rule_cases
