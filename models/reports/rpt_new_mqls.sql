-- A lead is new in the week in which its label was reached, once: when an
-- exclusion is lifted later, that is no second arrival.
with

spells as (
    select * from {{ ref('mql_spells') }}
    where opening <> 'resumed'
),

days as (
    select * from {{ ref('int_days') }}
),

new_mqls as (
    select
        days.iso_week,
        days.week_starts_on,
        spells.contact_id,
        spells.scoring_model,
        spells.is_primary,
        spells.audience,
        spells.channel,
        spells.campaign,
        spells.opened_on,
        spells.opening,
        spells.label,
        spells.total_points,
        spells.reasons,
        spells.is_open,
        spells.closed_on,
        spells.closed_by
    from spells
    inner join days
        on spells.opened_on = days.day
)

select * from new_mqls
