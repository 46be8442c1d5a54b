with

cooling_labels as (
    select * from {{ ref('int_cooling_labels') }}
),

open_mqls as (
    select * from {{ ref('int_open_mqls') }}
),

excluded_contacts as (
    select * from {{ ref('int_excluded_contacts') }}
),

fading_rules as (
    select * from {{ ref('int_fading_rules') }}
),

contact_keys as (
    select * from {{ ref('stg_contact_keys') }}
),

cooling as (
    select
        contact_keys.contact_id,
        labels.scoring_model,
        labels.is_primary,
        labels.audience,
        labels.label,
        labels.next_label,
        labels.total_points,
        labels.next_points,
        labels.cools_on,
        labels.days_left,
        {{ horizon('labels.cools_on', 'labels.as_of') }} as within_days,
        open_mqls.contact_key is not null as is_mql,
        coalesce(open_mqls.closed_on = labels.cools_on, false)
            as leaves_sales,
        open_mqls.closed_on as leaves_on,
        {{ horizon('open_mqls.closed_on', 'labels.as_of') }}
            as leaves_within_days,
        coalesce(fading_rules.fading, '') as fading
    from cooling_labels as labels
    inner join contact_keys
        on labels.contact_key = contact_keys.contact_key
    left join open_mqls
        on
            labels.contact_key = open_mqls.contact_key
            and labels.model_key = open_mqls.model_key
    left join fading_rules
        on
            labels.contact_key = fading_rules.contact_key
            and labels.model_key = fading_rules.model_key
    left join excluded_contacts
        on labels.contact_key = excluded_contacts.contact_key
    where excluded_contacts.contact_key is null
)

select * from cooling
