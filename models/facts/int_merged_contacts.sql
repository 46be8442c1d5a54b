-- Rows of contacts that are somebody else's on as_of. A survivor without a row of
-- its own has that of whoever was merged into it first, from that day on.
with

merged_rows as (
    select
        contacts.exported_id,
        contacts.created_at,
        owners.contact_id,
        owners.known_from
    from {{ ref('base_contacts') }} as contacts
    inner join {{ ref('int_alias_owners') }} as owners
        on contacts.exported_id = owners.alias_id
    where
        contacts.rejection_reason is null
        and owners.contact_id <> owners.alias_id
        and owners.known_until = {{ end_of_time() }}
        and owners.rows_until = cast({{ end_of_time() }} as timestamp)
),

survivors as (
    select exported_id from {{ ref('base_contacts') }}
    where
        rejection_reason is null
        and exported_id in (select merged_rows.contact_id from merged_rows)
),

merged_contacts as (
    select
        merged_rows.exported_id,
        merged_rows.contact_id,
        {{ text_hash('merged_rows.contact_id') }} as contact_key,
        greatest(
            merged_rows.created_at, cast(merged_rows.known_from as timestamp)
        ) as exists_since,
        survivors.exported_id is not null
        or row_number() over (
            partition by merged_rows.contact_id
            order by
                merged_rows.known_from,
                merged_rows.created_at,
                merged_rows.exported_id
        ) > 1 as gives_way
    from merged_rows
    left join survivors
        on merged_rows.contact_id = survivors.exported_id
)

select * from merged_contacts
