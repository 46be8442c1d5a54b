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
        raw_row,
        raw_part
    from raw_campaign_costs
),

dated_rows as (
    select
        *,
        {{ own_rejection('cost_id', 'spent_at') }} as own_rejection
    from read_rows
),

numbered_rows as (
    select
        *,
        row_number() over (
            partition by
                cost_id,
                case when own_rejection is null then 'usable' end
            order by spent_at, campaign, channel, amount, raw_row
        ) as copy_number
    from dated_rows
),

judged_rows as (
    select
        *,
        case
            when own_rejection is not null then own_rejection
            when copy_number > 1 then 'duplicate_id'
            when amount is null then 'unreadable_amount'
        end as rejection_reason
    from numbered_rows
)

select * from judged_rows
