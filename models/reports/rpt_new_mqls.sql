-- A lead is new in the week in which its label was reached, once: when an
-- exclusion is lifted later, that is no second arrival.
with

spells as (
    select
        *,
        {{ week_start('opened_on') }} as week_starts_on
    from {{ ref('mql_spells') }}
    where opening <> 'resumed'
),

new_mqls as (
    select
        {{ iso_week('opened_on') }} as iso_week,
        week_starts_on,
        contact_id,
        scoring_model,
        is_primary,
        audience,
        channel,
        campaign,
        opened_on,
        opening,
        label,
        total_points,
        cast(row_number() over (
            partition by week_starts_on, scoring_model
            order by total_points desc, contact_id, opened_on
        ) as integer) as rank,
        reasons,
        is_open,
        closed_on,
        closed_by
    from spells
)

select * from new_mqls
