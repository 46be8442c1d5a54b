-- depends_on: {{ ref('run_scope') }}
with

raw_sales_touches as (
    select * from {{ source('raw', 'sales_touches') }}
),

read_rows as (
    select
        touch_id,
        contact_id,
        {{ finite('touched_at') }} as touched_at,
        lower({{ tidy('channel') }}) as channel,
        outcome,
        {{ read_update('updated_at') }} as updated_at,
        {{ unread_cell(
            'updated_at_cell', read_update('updated_at')
        ) }} as unread_updated_at,
        loaded_at,
        raw_row,
        raw_part
    from raw_sales_touches
),

{{ judge_rows('touch_id', 'touched_at') }}

select * from judged_rows
