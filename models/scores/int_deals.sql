-- Deals as they stood at the end of as_of: what was won or lost later was open
-- then. The stage says whether a deal is closed, not the date: CRMs keep the day on
-- which they expect an open deal to close.
with

deals as (
    select * from {{ ref('base_deals') }}
    where rejection_reason is null
),

deal_stages as (
    {{ typed_seed('deal_stages') }}
),

as_of as (
    select * from {{ ref('run_as_of') }}
),

judged_deals as (
    select
        deals.*,
        coalesce(deal_stages.counts_as, 'open') as counts_as,
        case
            when deal_stages.counts_as in ('won', 'lost')
                then greatest(
                    deals.opened_on,
                    coalesce(deals.closed_on, deals.opened_on)
                )
        end as ended_on
    from deals
    left join deal_stages
        on deals.stage = deal_stages.stage
),

deals_as_of as (
    select
        judged_deals.deal_id,
        identities.contact_key,
        identities.span,
        identities.is_current,
        judged_deals.opened_on,
        judged_deals.amount,
        judged_deals.unread_amount is not null as has_unread_amount,
        case
            when judged_deals.ended_on <= as_of.as_of
                then judged_deals.counts_as
            else 'open'
        end as stage,
        case
            when judged_deals.ended_on <= as_of.as_of
                then judged_deals.ended_on
        end as ended_on,
        case
            when
                judged_deals.ended_on <= as_of.as_of
                and judged_deals.closed_at >= judged_deals.created_at
                then {{ days_between(
                    'judged_deals.opened_on', 'judged_deals.ended_on'
                ) }}
        end as cycle_days
    from judged_deals
    inner join as_of
        on judged_deals.opened_on <= as_of.as_of
    inner join {{ ref('int_identities') }} as identities
        on {{ is_row_of('identities', 'judged_deals', 'judged_deals.created_at') }}
    where judged_deals.counts_as <> 'nothing'
)

select * from deals_as_of
