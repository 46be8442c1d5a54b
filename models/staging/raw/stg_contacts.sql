with

judged_contacts as (
    select * from {{ ref('stg_contacts_judged') }}
),

contact_keys as (
    select * from {{ ref('stg_contact_keys') }}
),

accepted_contacts as (
    select
        judged_contacts.contact_id,
        contact_keys.contact_key,
        judged_contacts.first_created_at as created_at,
        cast(judged_contacts.first_created_at as date) as created_on,
        coalesce(judged_contacts.audience, '{{ var("default_audience") }}')
            as audience,
        -- Nobody signs up before being born: such a date is not known.
        case
            when
                judged_contacts.birth_date
                <= cast(judged_contacts.first_created_at as date)
                then judged_contacts.birth_date
        end as birth_date,
        judged_contacts.latitude,
        judged_contacts.longitude,
        judged_contacts.raw_row as attributes
    from judged_contacts
    inner join contact_keys
        on judged_contacts.contact_id = contact_keys.contact_id
    where judged_contacts.rejection_reason is null
)

select * from accepted_contacts
