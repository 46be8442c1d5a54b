-- Contacts that an alias was once identified as and whose its rows, or some of them,
-- are no more: what protects somebody is not lost with them.
with

owners as (
    select * from {{ ref('int_alias_owners') }}
),

named_contacts as (
    select
        alias_id,
        named_id as contact_id,
        known_from
    from {{ ref('int_identifications') }}
    union all
    select
        identifications.alias_id,
        owners.contact_id,
        greatest(identifications.known_from, owners.known_from) as known_from
    from {{ ref('int_identifications') }} as identifications
    inner join owners
        on identifications.named_id = owners.alias_id
),

first_named as (
    select
        alias_id,
        contact_id,
        min(known_from) as known_from
    from named_contacts
    where alias_id <> contact_id
    group by
        alias_id,
        contact_id
),

lost_identities as (
    select
        first_named.alias_id,
        contacts.contact_key,
        first_named.known_from
    from first_named
    inner join {{ ref('stg_contacts') }} as contacts
        on first_named.contact_id = contacts.contact_id
    left join owners
        on
            first_named.alias_id = owners.alias_id
            and first_named.contact_id = owners.contact_id
            and first_named.known_from >= owners.known_from
            and owners.known_until = {{ end_of_time() }}
            and owners.rows_from = cast({{ start_of_time() }} as timestamp)
            and owners.rows_until = cast({{ end_of_time() }} as timestamp)
    where owners.alias_id is null
),

former_identities as (
    select
        {{ text_hash('alias_id') }} as exported_key,
        contact_key,
        known_from
    from lost_identities
    union all
    select
        {{ visitor_key('alias_id') }} as exported_key,
        contact_key,
        known_from
    from lost_identities
)

select * from former_identities
