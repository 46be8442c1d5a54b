-- What is known by as_of of the outcomes that somebody asks for.
with

outcomes as (
    select distinct outcome from {{ ref('stg_outcomes') }}
),

dated_outcomes as (
    select
        contact_key,
        'deal_opened' as outcome,
        opened_on as converted_on
    from {{ ref('int_deals') }}
    union all
    select
        contact_key,
        'deal_won' as outcome,
        ended_on as converted_on
    from {{ ref('int_deals') }}
    where stage = 'won'
    union all
    select
        contact_key,
        'purchase' as outcome,
        ordered_on as converted_on
    from {{ ref('int_order_days') }}
    where purchases > 0
),

conversions as (
    select distinct
        dated_outcomes.contact_key,
        dated_outcomes.outcome,
        dated_outcomes.converted_on
    from dated_outcomes
    inner join outcomes
        on dated_outcomes.outcome = outcomes.outcome
)

select * from conversions
