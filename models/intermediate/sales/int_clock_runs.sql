-- The clock of a promise rests while an exclusion forbids sales to call: it
-- runs within the spells of a handover alone.
with

first_touches as (
    select * from {{ ref('int_first_touches') }}
),

spells as (
    select
        contact_key,
        model_key,
        qualified_on,
        opened_on as spell_opened_on,
        coalesce(closed_on, {{ end_of_time() }}) as spell_closed_on
    from {{ ref('int_opened_spells') }}
),

clock_runs as (
    select
        first_touches.contact_key,
        first_touches.model_key,
        first_touches.opened_on,
        greatest(
            first_touches.clock_starts_at,
            cast(spells.spell_opened_on as timestamp)
        ) as starts_at,
        least(
            first_touches.clock_ends_at,
            cast(spells.spell_closed_on as timestamp)
        ) as ends_at
    from first_touches
    inner join spells
        on
            first_touches.contact_key = spells.contact_key
            and first_touches.model_key = spells.model_key
            and first_touches.qualified_on = spells.qualified_on
),

stopped_runs as (
    select
        contact_key,
        model_key,
        opened_on,
        starts_at,
        greatest(ends_at, starts_at) as stops_at
    from clock_runs
)

select * from stopped_runs
