-- Accepted rows are counted where they are used, rejected rows where they were
-- rejected: a test holds their sum against the raw rows.
{% set tables = [
    'contacts', 'orders', 'deals', 'sales_touches', 'contact_aliases',
    'contact_changes', 'campaign_costs',
] %}

with

event_days as (
    select * from {{ ref('int_event_days') }}
),

group_reasons as (
    select distinct
        kind_group,
        match_reason
    from {{ ref('int_kind_groups') }}
),

matched_events as (
    select
        'events' as table_name,
        case
            when group_reasons.match_reason = 'matched' then 'matched'
            else 'unmatched'
        end as outcome,
        group_reasons.match_reason as reason,
        event_days.events as row_count
    from event_days
    inner join group_reasons
        on event_days.kind_group = group_reasons.kind_group
),

{% for table in tables %}
    accepted_{{ table }} as (
        select
            '{{ table }}' as table_name,
            'accepted' as outcome,
            'accepted' as reason,
            1 as row_count
        from {{ ref('stg_' ~ table ~ '_judged') }}
        where rejection_reason is null
    ),
{% endfor %}

accepted_events as (
    select
        'events' as table_name,
        'accepted' as outcome,
        'accepted' as reason,
        events as row_count
    from event_days
),

rejected_rows as (
    select
        table_name,
        'rejected' as outcome,
        reason,
        1 as row_count
    from {{ ref('rejected_rows') }}
),

all_rows as (
    {% for table in tables %}
        select * from accepted_{{ table }}
        union all
    {% endfor %}
    select * from accepted_events
    union all
    select * from matched_events
    union all
    select * from rejected_rows
),

raw_row_audit as (
    select
        table_name,
        outcome,
        reason,
        cast(sum(row_count) as bigint) as row_count
    from all_rows
    group by
        table_name,
        outcome,
        reason
    having sum(row_count) > 0
)

select * from raw_row_audit
