-- Today's score by kind of rule. Past days have no use for it, and four sums
-- less over every day of every score are much of a build.
{% set kinds = ['explicit', 'implicit', 'negative', 'bound'] %}

with

ledger as (
    select * from {{ ref('int_ledger') }}
),

rules as (
    select * from {{ ref('int_rules') }}
),

as_of as (
    select * from {{ ref('run_as_of') }}
),

kind_points as (
    select
        {% for kind in kinds %}
            cast(sum(case
                when rules.kind = '{{ kind }}' then ledger.points else 0
            end) as bigint) as {{ kind }}_points,
        {% endfor %}
        ledger.contact_key,
        ledger.model_key
    from ledger
    inner join rules
        on ledger.rule_key = rules.rule_key
    inner join as_of
        on ledger.effective_on <= as_of.as_of
    group by
        ledger.contact_key,
        ledger.model_key
)

select * from kind_points
