with

judged_contacts as (
    select * from {{ ref('base_contacts').include(database=false) }}
),

merged_contacts as (
    select * from {{ ref('int_merged_contacts').include(database=false) }}
),

-- Under the id of the survivor, if only its aliases have a row.
contacts as (
    select
        judged_contacts.*,
        coalesce(merged_contacts.contact_id, judged_contacts.exported_id)
            as contact_id,
        coalesce(merged_contacts.contact_key, judged_contacts.exported_key)
            as contact_key,
        coalesce(merged_contacts.exists_since, judged_contacts.created_at)
            as exists_since
    from judged_contacts
    left join merged_contacts
        on judged_contacts.exported_id = merged_contacts.exported_id
    where
        judged_contacts.rejection_reason is null
        and not coalesce(merged_contacts.gives_way, false)
),

accepted_contacts as (
    select
        contact_id,
        contact_key,
        exists_since as created_at,
        cast(exists_since as date) as created_on,
        coalesce(audience, '{{ var("default_audience") }}') as audience,
        -- Nobody signs up before being born: such a date is not known.
        case
            when birth_date <= cast(exists_since as date) then birth_date
        end as birth_date,
        latitude,
        longitude,
        coalesce(
            unread_birth_date,
            case
                when birth_date > cast(exists_since as date)
                    then cast(birth_date as {{ dbt.type_string() }})
            end
        ) as unread_birth_date,
        unread_latitude,
        unread_longitude,
        raw_row as attributes
    from contacts
)

select * from accepted_contacts
