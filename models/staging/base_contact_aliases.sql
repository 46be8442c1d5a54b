-- depends_on: {{ ref('run_scope') }}
with

contact_aliases as (
    select * from {{ source('raw', 'contact_aliases') }}
),

survivors as (
    select * from {{ ref('stg_contact_aliases') }}
),

contacts as (
    select contact_id from {{ ref('stg_contacts') }}
),

numbered_rows as (
    select
        *,
        row_number() over (
            partition by alias_id
            order by
                case when {{ is_blank('contact_id') }} then 1 else 0 end,
                contact_id,
                raw_row
        ) as copy_number
    from contact_aliases
),

judged_rows as (
    select
        numbered_rows.alias_id,
        numbered_rows.raw_row,
        case
            when {{ is_blank('numbered_rows.alias_id') }} then 'missing_id'
            when {{ is_blank('numbered_rows.contact_id') }}
                then 'unknown_contact'
            when numbered_rows.copy_number > 1 then 'duplicate_id'
            when contacts.contact_id is null then 'unknown_contact'
        end as rejection_reason
    from numbered_rows
    left join survivors
        on numbered_rows.alias_id = survivors.alias_id
    left join contacts
        on survivors.contact_id = contacts.contact_id
)

select * from judged_rows
