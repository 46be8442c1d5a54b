-- One row per contact and scoring model that covers its audience, without a label.
with

bounds as (
    select
        scoring_model,
        max(cast("min" as integer)) filter (where component = 'behaviour') as least_behaviour,
        max(cast("max" as integer)) filter (where component = 'behaviour') as most_behaviour,
        max(cast("min" as integer)) filter (where component = 'fit') as least_fit,
        max(cast("max" as integer)) filter (where component = 'fit') as most_fit,
        max(cast("min" as integer)) filter (where component = 'rfm') as least_rfm,
        max(cast("max" as integer)) filter (where component = 'rfm') as most_rfm,
        max(cast("min" as integer)) filter (where component = 'total') as least_total,
        max(cast("max" as integer)) filter (where component = 'total') as most_total
    from {{ ref('score_components') }}
    group by scoring_model
),

behaviour as (
    select
        contact_id,
        scoring_model,
        sum(points) as points
    from {{ ref('behaviour_points') }}
    group by contact_id, scoring_model
),

components as (
    select
        contacts.contact_id,
        models.scoring_model,
        bounds.*,
        greatest(bounds.least_behaviour, least(bounds.most_behaviour, coalesce(behaviour.points, 0))) as behaviour_points,
        greatest(bounds.least_fit, least(bounds.most_fit, coalesce(profile.points, 0))) as fit_points,
        greatest(bounds.least_rfm, least(bounds.most_rfm, coalesce(purchase.points, 0))) as rfm_points
    from {{ ref('stg_contacts') }} as contacts
    cross join {{ ref('as_of') }} as today
    inner join {{ ref('scoring_models') }} as models
        on models.is_active = 'yes' and models.audience in ('all', contacts.audience)
    left join bounds on models.scoring_model = bounds.scoring_model
    left join behaviour
        on
            contacts.contact_id = behaviour.contact_id
            and models.scoring_model = behaviour.scoring_model
    left join {{ ref('profile_points') }} as profile
        on
            contacts.contact_id = profile.contact_id
            and models.scoring_model = profile.scoring_model
    left join {{ ref('purchase_points') }} as purchase
        on
            contacts.contact_id = purchase.contact_id
            and models.scoring_model = purchase.scoring_model
    where cast(contacts.created_at as date) <= today.as_of
)

select
    contact_id,
    scoring_model,
    cast(behaviour_points as integer) as behaviour_points,
    cast(fit_points as integer) as fit_points,
    cast(rfm_points as integer) as rfm_points,
    cast(greatest(least_total, least(most_total, behaviour_points + fit_points + rfm_points)) as integer) as total_points
from components
