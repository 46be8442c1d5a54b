with

contacts as (
    select
        contact_key,
        latitude,
        longitude
    from {{ ref('stg_contacts') }}
    where
        latitude is not null
        and longitude is not null
        and (
            {{ is_recounted('contact_key') }}
            {% if only_news() %}
                or {{ is_named_anew("'near_office'") }}
            {% endif %}
        )
),

offices as (
    select * from {{ ref('stg_offices') }}
),

distances as (
    select
        contacts.contact_key,
        case
            when
                {{ great_circle_km(
                    'contacts.latitude', 'contacts.longitude',
                    'offices.latitude', 'offices.longitude'
                ) }} <= offices.radius_km
                then 1
            else 0
        end as is_within
    from contacts
    left join offices
        on offices.radius_km is not null
),

near_office as (
    select
        contact_key,
        case when max(is_within) = 1 then 'yes' else 'no' end as near_office
    from distances
    group by contact_key
)

select * from near_office
