-- depends_on: {{ ref('run_scope') }}
with

raw_deals as (
    select * from {{ source('raw', 'deals') }}
),

read_rows as (
    select
        deal_id,
        contact_id,
        {{ finite('created_at') }} as created_at,
        {{ known_time('closed_at') }} as closed_at,
        lower({{ tidy('stage') }}) as stage,
        {{ read_amount('amount') }} as amount,
        {{ unread_cell(
            'closed_at_cell', known_time('closed_at')
        ) }} as unread_closed_at,
        {{ unread_cell('amount', read_amount('amount')) }}
            as unread_amount,
        {{ read_update('updated_at') }} as updated_at,
        {{ unread_cell(
            'updated_at_cell', read_update('updated_at')
        ) }} as unread_updated_at,
        loaded_at,
        raw_row,
        raw_part
    from raw_deals
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
