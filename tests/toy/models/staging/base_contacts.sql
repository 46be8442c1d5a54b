-- depends_on: {{ ref('run_scope') }}
with

raw_rows as (
    select
        *,
        {{ own_rejection('contact_id', 'created_at') }} as own_rejection
    from {{ source('raw', 'contacts') }}
),

numbered_rows as (
    select
        contact_id,
        contact_id as exported_id,
        created_at,
        audience,
        merged_into,
        raw_part,
        own_rejection,
        row_number() over (
            partition by contact_id, own_rejection
            order by created_at, audience, merged_into, raw_part
        ) as copies_before
    from raw_rows
),

base_contacts as (
    select
        *,
        case
            when own_rejection is not null then own_rejection
            when copies_before > 1 then 'duplicate_id'
        end as rejection_reason
    from numbered_rows
)

select * from base_contacts
