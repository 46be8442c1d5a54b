-- One row per contact and scoring model with a profile that is worth points.
with

contacts as (
    select
        contact_id,
        audience,
        sector,
        sex,
        case
            when birth_date <= cast(created_at as date)
                then date_sub('year', birth_date, today.as_of)
        end as age,
        case
            when latitude is not null and longitude is not null then (
                select case when bool_or(2 * 6371 * asin(sqrt(least(1, 
                    sin(radians(contacts.latitude - cast(offices.latitude as double)) / 2) ** 2
                    + cos(radians(contacts.latitude)) * cos(radians(cast(offices.latitude as double)))
                    * sin(radians(contacts.longitude - cast(offices.longitude as double)) / 2) ** 2
                ))) <= cast(offices.radius_km as double)) then 'yes' else 'no' end
                from {{ ref('offices') }} as offices
            )
        end as near_office
    from {{ ref('stg_contacts') }} as contacts
    cross join {{ ref('as_of') }} as today
    where cast(created_at as date) <= today.as_of
),

profiles as (
    select contact_id, audience, 'sector' as attribute, sector as cell, null as number from contacts
    union all
    select contact_id, audience, 'sex', sex, null from contacts
    union all
    select contact_id, audience, 'near_office', near_office, null from contacts
    union all
    select contact_id, audience, 'age', null, age from contacts
)

select
    profiles.contact_id,
    rules.scoring_model,
    sum(cast(round(cast(rules.points as decimal(9, 4))
        * coalesce(cast(components.weight as decimal(9, 4)), 1)) as integer)) as points
from profiles
inner join {{ ref('fit_points') }} as rules
    on
        profiles.attribute = rules.attribute
        and (
            profiles.cell = lower(rules."equals")
            or (
                rules."equals" is null
                and profiles.number >= coalesce(cast(rules.at_least as double), -1e9)
                and profiles.number < coalesce(cast(rules.below as double), 1e9)
            )
        )
left join {{ ref('score_components') }} as components
    on rules.scoring_model = components.scoring_model and components.component = 'fit'
group by profiles.contact_id, rules.scoring_model
