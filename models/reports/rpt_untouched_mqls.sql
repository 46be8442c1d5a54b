with

handover_clocks as (
    select * from {{ ref('int_handover_clocks') }}
    where is_open and touched_at is null
),

mqls as (
    select * from {{ ref('mqls') }}
),

contacts as (
    select * from {{ ref('stg_contacts') }}
),

untouched_mqls as (
    select
        mqls.contact_id,
        mqls.scoring_model,
        mqls.audience,
        mqls.label,
        mqls.rank,
        handover_clocks.opened_on,
        mqls.is_urgent,
        handover_clocks.hours as hours_waited,
        cast(handover_clocks.first_touch_hours as decimal(12, 1))
            as hours_promised,
        handover_clocks.hours_overdue,
        handover_clocks.hours_overdue is not null as is_overdue,
        mqls.reasons
    from handover_clocks
    inner join contacts
        on handover_clocks.contact_key = contacts.contact_key
    inner join mqls
        on
            contacts.contact_id = mqls.contact_id
            and handover_clocks.scoring_model = mqls.scoring_model
)

select * from untouched_mqls
