-- Whose a row is: its exported id and its own time say which contact has it, and in
-- which of the spans of that contact.
with

contacts as (
    select * from {{ ref('stg_contacts') }}
),

spans as (
    select * from {{ ref('int_contact_spans') }}
),

owners as (
    select * from {{ ref('int_alias_owners') }}
),

-- Whoever is no alias is itself, with a row of its own or without.
own_ids as (
    select
        contact_id,
        contact_key
    from contacts
    where contact_id not in (select owners.alias_id from owners)
),

-- A visitor is nobody's but through aliases.
owned_ids as (
    select
        {{ text_hash('owners.alias_id') }} as exported_key,
        contacts.contact_key,
        owners.rows_from,
        owners.rows_until,
        owners.known_from,
        owners.known_until
    from owners
    inner join contacts
        on owners.contact_id = contacts.contact_id
    union all
    select
        {{ visitor_key('owners.alias_id') }} as exported_key,
        contacts.contact_key,
        owners.rows_from,
        owners.rows_until,
        owners.known_from,
        owners.known_until
    from owners
    inner join contacts
        on owners.contact_id = contacts.contact_id
    where owners.contact_id <> owners.alias_id
    union all
    select
        {{ text_hash('contact_id') }} as exported_key,
        contact_key,
        cast({{ start_of_time() }} as timestamp) as rows_from,
        cast({{ end_of_time() }} as timestamp) as rows_until,
        {{ start_of_time() }} as known_from,
        {{ end_of_time() }} as known_until
    from own_ids
),

identities as (
    select
        owned_ids.exported_key,
        owned_ids.contact_key,
        coalesce(spans.span, 0) as span,
        coalesce(spans.known_until = {{ end_of_time() }}, true) as is_current,
        owned_ids.rows_from,
        owned_ids.rows_until
    from owned_ids
    left join spans
        on owned_ids.contact_key = spans.contact_key
    where
        spans.span is null
        or (
            owned_ids.known_from <= spans.known_from
            and owned_ids.known_until >= spans.known_until
        )
)

select * from identities
