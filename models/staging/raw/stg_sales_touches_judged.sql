{% set columns = [
    'touch_id', 'contact_id', 'touched_at', 'channel', 'outcome', 'raw_row',
    'raw_part',
] %}

with

raw_sales_touches as (
    select * from {{ source('raw', 'sales_touches') }}
),

contact_aliases as (
    select * from {{ ref('stg_contact_aliases') }}
),

contacts as (
    select
        contact_id,
        contact_key
    from {{ ref('stg_contacts') }}
),

new_rows as (
    select
        raw_sales_touches.touch_id,
        coalesce(contact_aliases.contact_id, raw_sales_touches.contact_id)
            as contact_id,
        {{ finite('raw_sales_touches.touched_at') }} as touched_at,
        lower({{ tidy('raw_sales_touches.channel') }}) as channel,
        raw_sales_touches.outcome,
        raw_sales_touches.raw_row,
        raw_sales_touches.raw_part
    from raw_sales_touches
    left join contact_aliases
        on raw_sales_touches.contact_id = contact_aliases.alias_id
    where {{ is_news('sales_touches') }}
),

{{ rows_in_question('touch_id', columns) }},

{{ judge_rows('touch_id', 'touched_at', ['contact_id', 'channel']) }}

select * from judged_rows
