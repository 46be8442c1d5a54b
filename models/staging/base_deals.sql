-- depends_on: {{ ref('run_scope') }}
with

raw_deals as (
    select * from {{ source('raw', 'deals') }}
),

contact_aliases as (
    select * from {{ ref('stg_contact_aliases') }}
),

read_rows as (
    select
        raw_deals.deal_id,
        coalesce(contact_aliases.contact_id, raw_deals.contact_id)
            as contact_id,
        {{ finite('raw_deals.created_at') }} as created_at,
        {{ known_time('raw_deals.closed_at') }} as closed_at,
        lower({{ tidy('raw_deals.stage') }}) as stage,
        {{ read_amount('raw_deals.amount') }} as amount,
        {{ unread_cell(
            'raw_deals.closed_at_cell', known_time('raw_deals.closed_at')
        ) }} as unread_closed_at,
        {{ unread_cell('raw_deals.amount', read_amount('raw_deals.amount')) }}
            as unread_amount,
        {{ read_update('raw_deals.updated_at') }} as updated_at,
        {{ unread_cell(
            'raw_deals.updated_at_cell', read_update('raw_deals.updated_at')
        ) }} as unread_updated_at,
        raw_deals.loaded_at,
        raw_deals.raw_row,
        raw_deals.raw_part
    from raw_deals
    left join contact_aliases
        on raw_deals.contact_id = contact_aliases.alias_id
),

{{ judge_rows('deal_id', 'created_at') }},

deals as (
    select
        *,
        cast(created_at as date) as opened_on,
        cast(closed_at as date) as closed_on
    from judged_rows
)

select * from deals
