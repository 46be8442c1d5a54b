with

accepted_contacts as (
    select * from {{ ref('base_contacts') }}
    where own_rejection is null and copies_before = 1
),

contacts as (
    select
        contact_id,
        {{ text_hash('contact_id') }} as contact_key,
        created_at,
        cast(created_at as date) as created_on,
        coalesce(audience, '{{ var("default_audience") }}') as audience
    from accepted_contacts
    where
        merged_into is null
        or merged_into not in (
            select survivors.contact_id
            from accepted_contacts as survivors
            where survivors.merged_into is null
        )
)

select * from contacts
