-- depends_on: {{ ref('run_scope') }}
with

raw_sales_touches as (
    select * from {{ source('raw', 'sales_touches') }}
),

contact_aliases as (
    select * from {{ ref('stg_contact_aliases') }}
),

read_rows as (
    select
        raw_sales_touches.touch_id,
        coalesce(contact_aliases.contact_id, raw_sales_touches.contact_id)
            as contact_id,
        {{ finite('raw_sales_touches.touched_at') }} as touched_at,
        lower({{ tidy('raw_sales_touches.channel') }}) as channel,
        raw_sales_touches.outcome,
        {{ read_update('raw_sales_touches.updated_at') }} as updated_at,
        {{ unread_cell(
            'raw_sales_touches.updated_at_cell', read_update('raw_sales_touches.updated_at')
        ) }} as unread_updated_at,
        raw_sales_touches.loaded_at,
        raw_sales_touches.raw_row,
        raw_sales_touches.raw_part
    from raw_sales_touches
    left join contact_aliases
        on raw_sales_touches.contact_id = contact_aliases.alias_id
),

{{ judge_rows('touch_id', 'touched_at') }}

select * from judged_rows
