-- The day to score as of, and the days it walks over: contacts with a row on one
-- of them are scored again.
with

contacts as (
    select
        exported_id,
        cast(created_at as date) as created_on
    from {{ ref('base_contacts') }}
    where rejection_reason is null
),

-- A row of contacts that gave way to another from its own first day on is no contact
-- of any day.
never_contacts as (
    select contacts.exported_id
    from contacts
    inner join {{ ref('stg_contact_aliases') }} as aliases
        on contacts.exported_id = aliases.alias_id
    inner join contacts as survivors
        on aliases.contact_id = survivors.exported_id
    inner join {{ ref('base_contact_aliases') }} as identifications
        on contacts.exported_id = identifications.alias_id
    left join contacts as named
        on identifications.named_id = named.exported_id
    where
        identifications.rejection_reason is null
        and coalesce(
            cast(identifications.identified_at as date) <= contacts.created_on, true
        )
        and coalesce(named.created_on <= contacts.created_on, true)
),

latest_days as (
    select max(created_on) as latest_on from contacts
    where
        exported_id not in (
            select never_contacts.exported_id from never_contacts
        )
    union all
    select cast(max(exported_ids.last_at) as date) as latest_on
    from {{ ref('int_exported_ids') }} as exported_ids
    inner join {{ ref('int_contact_ids') }} as contact_ids
        on exported_ids.exported_key = contact_ids.exported_key
    union all
    select max(ordered_on) as latest_on from {{ ref('base_orders') }}
    where rejection_reason is null
),

chosen_day as (
    select coalesce({{ chosen_day('as_of') }}, max(latest_on)) as as_of
    from latest_days
),

earlier_days as (
    select
        min(runs.as_of) as first_on,
        max(runs.as_of) as last_on
    from {{ source('run_state', 'runs') }} as runs
    inner join {{ source('run_state', 'inputs') }} as inputs
        on runs.run_id = inputs.run_id
),

as_of as (
    select
        chosen_day.as_of,
        least(chosen_day.as_of, earlier_days.first_on) as walks_from,
        greatest(chosen_day.as_of, earlier_days.last_on) as walks_to
    from chosen_day
    cross join earlier_days
)

select * from as_of
