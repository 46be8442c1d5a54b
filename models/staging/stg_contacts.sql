with

judged_contacts as (
    select * from {{ ref('base_contacts').include(database=false) }}
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
    from judged_contacts
    where rejection_reason is null
)

select * from accepted_contacts
