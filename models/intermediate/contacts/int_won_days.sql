with

deals as (
    select * from {{ ref('int_deals') }}
    where stage = 'won'
),

won_days as (
    select
        contact_key,
        min(ended_on) as won_on
    from deals
    group by contact_key
)

select * from won_days
