with

deals as (
    select * from {{ ref('stg_deals') }}
    where stage = 'won'
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

won_deals as (
    select
        contact_key,
        cast(greatest(created_at, coalesce(closed_at, created_at)) as date)
            as won_on
    from deals
),

won_days as (
    select
        won_deals.contact_key,
        min(won_deals.won_on) as won_on
    from won_deals
    inner join as_of
        on won_deals.won_on <= as_of.as_of
    group by won_deals.contact_key
)

select * from won_days
