with

open_mqls as (
    select * from {{ ref('int_current_scores') }}
    where is_mql
),

rule_points as (
    select * from {{ ref('int_mql_rule_points') }}
),

{{ strongest_reasons(['contact_key', 'model_key']) }},

urgent_requests as (
    select
        contact_key,
        model_key,
        max(urgent_since) as requested_at
    from rule_points
    where urgent_since is not null
    group by
        contact_key,
        model_key
),

contact_keys as (
    select * from {{ ref('stg_contacts') }}
),

mql_contacts as (
    select distinct contact_key from open_mqls
),

active_days as (
    select
        events.contact_key,
        cast(events.occurred_at as date) as active_on
    from {{ ref('int_contact_events') }} as events
    inner join mql_contacts
        on events.contact_key = mql_contacts.contact_key
    where events.is_current
    group by
        events.contact_key,
        cast(events.occurred_at as date)
    having sum(events.events) > 0
),

last_activity as (
    select
        contact_key,
        max(active_on) as last_active_on
    from active_days
    group by contact_key
),

described_mqls as (
    select
        open_mqls.*,
        contact_keys.contact_id,
        {{ days_between('open_mqls.qualified_on', 'open_mqls.as_of') }}
            as days_waiting,
        last_activity.last_active_on,
        urgent_requests.requested_at as urgent_since,
        {{ as_hours(seconds_between(
            'urgent_requests.requested_at', end_of_day('open_mqls.as_of')
        )) }} as urgent_hours,
        urgent_requests.contact_key is not null as is_urgent,
        coalesce(reasons.reasons, '') as reasons
    from open_mqls
    inner join contact_keys
        on open_mqls.contact_key = contact_keys.contact_key
    left join reasons
        on
            open_mqls.contact_key = reasons.contact_key
            and open_mqls.model_key = reasons.model_key
    left join urgent_requests
        on
            open_mqls.contact_key = urgent_requests.contact_key
            and open_mqls.model_key = urgent_requests.model_key
    left join last_activity
        on open_mqls.contact_key = last_activity.contact_key
),

mqls as (
    select
        contact_id,
        scoring_model,
        is_primary,
        audience,
        cast(row_number() over (
            partition by scoring_model
            order by
                is_urgent desc, label_rank desc, total_points desc,
                last_active_on desc, contact_id
        ) as integer) as rank,
        label,
        next_action,
        total_points,
        qualified_on,
        days_waiting,
        cools_on,
        is_urgent,
        urgent_since,
        urgent_hours,
        last_active_on,
        reasons
    from described_mqls
)

select * from mqls
