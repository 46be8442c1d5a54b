-- Accepted rows are counted where they are used, rejected rows where they were
-- rejected, ignored ones by their kind, anonymous ones by their visitor: a test
-- holds their sum against the raw rows.
{% set tables = [
    'orders', 'deals', 'sales_touches', 'contact_changes',
    'campaign_costs', 'contact_aliases',
] %}
with

group_reasons as (
    select distinct
        kind_group,
        match_reason,
        ignored_reason
    from {{ ref('int_kind_groups') }}
),

accepted_events as (
    select
        group_reasons.match_reason,
        sum(accepted.events) as row_count,
        sum(accepted.anonymous_events) as anonymous_events
    from {{ ref('int_accepted_counts') }} as accepted
    inner join group_reasons
        on accepted.kind_group = group_reasons.kind_group
    group by group_reasons.match_reason
),

ignored_events as (
    select
        group_reasons.ignored_reason,
        sum(event_counts.events) as row_count
    from {{ ref('int_event_counts') }} as event_counts
    inner join group_reasons
        on event_counts.kind_group = group_reasons.kind_group
    where group_reasons.match_reason = 'ignored'
    group by group_reasons.ignored_reason
),

all_rows as (
    {% for table in tables %}
        select
            '{{ table }}' as table_name,
            'accepted' as outcome,
            'accepted' as reason,
            count(*) as row_count
        from {{ ref('base_' ~ table) }}
        where rejection_reason is null
        union all
    {% endfor %}
    select
        'contacts' as table_name,
        'accepted' as outcome,
        'accepted' as reason,
        count(*) as row_count
    from {{ ref('stg_contacts') }}
    union all
    select
        table_name,
        case
            when reason = 'superseded' then 'superseded' else 'rejected'
        end as outcome,
        reason,
        count(*) as row_count
    from {{ ref('rejected_rows') }}
    group by
        table_name,
        reason
    union all
    select
        'events' as table_name,
        'accepted' as outcome,
        'accepted' as reason,
        row_count
    from accepted_events
    union all
    select
        'events' as table_name,
        'ignored' as outcome,
        ignored_reason as reason,
        row_count
    from ignored_events
    union all
    select
        'events' as table_name,
        'anonymous' as outcome,
        'anonymous' as reason,
        anonymous_events as row_count
    from accepted_events
    union all
    select
        'events' as table_name,
        case
            when match_reason = 'matched' then 'matched' else 'unmatched'
        end as outcome,
        match_reason as reason,
        row_count
    from accepted_events
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
