-- depends_on: {{ ref('run_scope') }}
with

raw_campaign_costs as (
    select * from {{ source('raw', 'campaign_costs') }}
),

-- Campaign and channel stay as exported, like those of stg_event_kinds, for
-- they are compared with them.
read_rows as (
    select
        cost_id,
        coalesce(campaign, '') as campaign,
        coalesce(channel, '') as channel,
        {{ finite('spent_on') }} as spent_at,
        cast({{ finite('spent_on') }} as date) as spent_on,
        {{ read_amount('amount') }} as amount,
        {{ read_update('updated_at') }} as updated_at,
        {{ unread_cell('updated_at_cell', read_update('updated_at')) }}
            as unread_updated_at,
        loaded_at,
        raw_row,
        raw_part
    from raw_campaign_costs
),

{{ judge_rows('cost_id', 'spent_at', needed='amount', is_owned=false) }}

select * from judged_rows
