with

open_mqls as (
    select * from {{ ref('int_open_mqls') }}
),

mql_reasons as (
    select * from {{ ref('int_mql_reasons') }}
),

urgent_requests as (
    select * from {{ ref('int_urgent_requests') }}
),

mql_contacts as (
    select distinct contact_id from open_mqls
),

last_activity as (
    select
        behaviour_days.contact_id,
        max(behaviour_days.occurred_on) as last_active_on
    from {{ ref('int_behaviour_days') }} as behaviour_days
    inner join mql_contacts
        on behaviour_days.contact_id = mql_contacts.contact_id
    group by behaviour_days.contact_id
),

described_mqls as (
    select
        open_mqls.*,
        {{ days_between('open_mqls.qualified_on', 'open_mqls.as_of') }}
            as days_waiting,
        last_activity.last_active_on,
        urgent_requests.requested_at as urgent_since,
        urgent_requests.contact_id is not null as is_urgent,
        coalesce(mql_reasons.reasons, '') as reasons
    from open_mqls
    left join mql_reasons
        on
            open_mqls.contact_id = mql_reasons.contact_id
            and open_mqls.scoring_model = mql_reasons.scoring_model
    left join urgent_requests
        on
            open_mqls.contact_id = urgent_requests.contact_id
            and open_mqls.scoring_model = urgent_requests.scoring_model
    left join last_activity
        on open_mqls.contact_id = last_activity.contact_id
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
        last_active_on,
        reasons
    from described_mqls
)

select * from mqls
