-- Before its first won deal a contact had none, and who has none has none yet.
with

exclusions as (
    select * from {{ ref('stg_exclusions') }}
    where lower(field) = 'won_deal'
),

contacts as (
    select
        contact_key,
        created_on
    from {{ ref('stg_contacts') }}
    where (select count(*) from exclusions) > 0
),

won_days as (
    select * from {{ ref('int_won_days') }}
    where (select count(*) from exclusions) > 0
),

won_states as (
    select
        contacts.contact_key,
        'won_deal' as attribute,
        contacts.created_on as from_on,
        won_days.won_on as until_on,
        'no' as attribute_value
    from contacts
    left join won_days
        on contacts.contact_key = won_days.contact_key
    where coalesce(won_days.won_on > contacts.created_on, true)
    union all
    select
        contact_key,
        'won_deal' as attribute,
        won_on as from_on,
        cast(null as date) as until_on,
        'yes' as attribute_value
    from won_days
)

select * from won_states
