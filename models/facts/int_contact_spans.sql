-- The spans of days between which nobody's rows came to a contact or were taken from
-- it, for contacts with dated mergers: what is counted by contact (repeats, resets,
-- days, silences, totals) is counted within each of them.
with

owners as (
    select
        {{ text_hash('owners.contact_id') }} as contact_key,
        owners.known_from,
        owners.known_until
    from {{ ref('int_alias_owners') }} as owners
    where owners.rows_from < owners.rows_until
),

cuts as (
    select
        contact_key,
        known_from as cut_on
    from owners
    where known_from > {{ start_of_time() }}
    union
    select
        contact_key,
        known_until as cut_on
    from owners
    where known_until < {{ end_of_time() }}
),

living_cuts as (
    select cuts.*
    from cuts
    inner join {{ ref('stg_contacts') }} as contacts
        on cuts.contact_key = contacts.contact_key
),

span_days as (
    select
        contact_key,
        cut_on as known_from
    from living_cuts
    union
    select
        contact_key,
        {{ start_of_time() }} as known_from
    from living_cuts
),

spans as (
    select
        contact_key,
        cast(row_number() over days_in_order as integer) as span,
        known_from,
        lead(known_from, 1, {{ end_of_time() }}) over days_in_order as known_until
    from span_days
    window days_in_order as (partition by contact_key order by known_from)
)

select * from spans
