with

kept_promises as (
    select * from {{ ref('int_kept_promises') }}
    where is_open and touched_at is null
),

mqls as (
    select * from {{ ref('mqls') }}
),

contact_keys as (
    select * from {{ ref('stg_contact_keys') }}
),

untouched_mqls as (
    select
        mqls.contact_id,
        mqls.scoring_model,
        mqls.audience,
        mqls.label,
        mqls.rank,
        kept_promises.opened_on,
        mqls.is_urgent,
        kept_promises.hours as hours_waited,
        cast(kept_promises.first_touch_hours as decimal(12, 1))
            as hours_promised,
        kept_promises.hours_overdue,
        kept_promises.hours_overdue is not null as is_overdue,
        mqls.reasons
    from kept_promises
    inner join contact_keys
        on kept_promises.contact_key = contact_keys.contact_key
    inner join mqls
        on
            contact_keys.contact_id = mqls.contact_id
            and kept_promises.scoring_model = mqls.scoring_model
)

select * from untouched_mqls
