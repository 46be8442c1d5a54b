-- A lead is handed over once for each time its label is reached, whatever
-- exclusions come between: pieces of one spell are one handover. A score counts
-- a whole day, so the clock of the promise starts at the midnight after it. It
-- stops at the first touch, or else when the lead leaves, or on as_of.
with

spells as (
    select
        *,
        max(coalesce(closed_on, {{ end_of_time() }})) over (
            partition by contact_key, model_key, qualified_on
        ) as left_on
    from {{ ref('int_mql_spells') }}
    where opened_on <= as_of
),

handed_over as (
    select
        *,
        {{ end_of_day('opened_on') }} as clock_starts_at,
        least(cast(left_on as timestamp), {{ end_of_day('as_of') }})
            as touched_before
    from spells
    where opening <> 'resumed'
),

touches as (
    select * from {{ ref('int_contact_touches') }}
),

first_touches as (
    select
        handed_over.contact_key,
        handed_over.model_key,
        handed_over.opened_on,
        min(touches.touched_at) as touched_at
    from handed_over
    inner join touches
        on
            handed_over.contact_key = touches.contact_key
            and handed_over.opened_on <= touches.touched_at
            and handed_over.touched_before > touches.touched_at
    group by
        handed_over.contact_key,
        handed_over.model_key,
        handed_over.opened_on
),

handovers as (
    select
        handed_over.contact_key,
        handed_over.model_key,
        handed_over.scoring_model,
        handed_over.is_primary,
        handed_over.audience,
        handed_over.label,
        handed_over.qualified_on,
        handed_over.opened_on,
        handed_over.left_on,
        handed_over.left_on > handed_over.as_of as is_open,
        first_touches.touched_at,
        handed_over.clock_starts_at,
        coalesce(first_touches.touched_at, handed_over.touched_before)
            as clock_ends_at
    from handed_over
    left join first_touches
        on
            handed_over.contact_key = first_touches.contact_key
            and handed_over.model_key = first_touches.model_key
            and handed_over.opened_on = first_touches.opened_on
)

select * from handovers
