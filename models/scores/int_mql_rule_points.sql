-- What each rule is worth today for each open MQL, and whether it is an urgent
-- request that still waits: nobody has touched the contact since. Who repeats a
-- request asks no second time.
with

open_mqls as (
    select * from {{ ref('int_current_scores') }}
    where is_mql
),

rules as (
    select
        rules.rule_key,
        rules.model_key,
        rules.rule,
        thresholds.component in (rules.component, 'total') as is_decisive
    from {{ ref('int_rules') }} as rules
    inner join {{ ref('int_handover_thresholds') }} as thresholds
        on rules.model_key = thresholds.model_key
    where rules.rule <> 'bound'
),

ledger as (
    select * from {{ ref('int_ledger') }}
),

rule_points as (
    select
        ledger.contact_key,
        rules.model_key,
        rules.rule,
        rules.is_decisive,
        coalesce(
            max(case
                when ledger.reason <> 'faded' then ledger.effective_on
            end),
            max(ledger.effective_on)
        ) as earned_on,
        cast(sum(ledger.points) as bigint) as points
    from ledger
    inner join rules
        on ledger.rule_key = rules.rule_key
    inner join open_mqls
        on
            ledger.contact_key = open_mqls.contact_key
            and rules.model_key = open_mqls.model_key
            and ledger.effective_on <= open_mqls.as_of
    group by
        ledger.contact_key,
        rules.model_key,
        rules.rule,
        rules.is_decisive
    having sum(ledger.points) <> 0
),

urgent_times as (
    select
        events.contact_key,
        behaviours.behaviour,
        events.occurred_at
    from {{ ref('int_contact_events') }} as events
    inner join {{ ref('int_group_behaviours') }} as group_behaviours
        on events.kind_group = group_behaviours.kind_group
    inner join {{ ref('int_behaviours') }} as behaviours
        on group_behaviours.behaviour_key = behaviours.behaviour_key
    left join {{ ref('int_repeats') }} as repeats
        on
            events.contact_key = repeats.contact_key
            and events.span = repeats.span
            and behaviours.behaviour_key = repeats.behaviour_key
            and events.occurred_at = repeats.occurred_at
    where
        behaviours.is_urgent
        and events.is_current
        and repeats.contact_key is null
        and events.contact_key in (select rule_points.contact_key from rule_points)
    group by
        events.contact_key,
        behaviours.behaviour,
        events.occurred_at
    having sum(events.events) > 0
),

last_touches as (
    select
        sales_touches.contact_key,
        max(sales_touches.touched_at) as touched_at
    from {{ ref('int_contact_touches') }} as sales_touches
    inner join {{ ref('run_as_of') }} as as_of
        on cast(sales_touches.touched_at as date) <= as_of.as_of
    group by sales_touches.contact_key
),

unanswered_requests as (
    select
        urgent_times.contact_key,
        urgent_times.behaviour,
        max(urgent_times.occurred_at) as urgent_since
    from urgent_times
    left join last_touches
        on
            urgent_times.contact_key = last_touches.contact_key
            and urgent_times.occurred_at <= last_touches.touched_at
    where last_touches.contact_key is null
    group by
        urgent_times.contact_key,
        urgent_times.behaviour
),

mql_rule_points as (
    select
        rule_points.*,
        case
            when rule_points.points > 0 then requests.urgent_since
        end as urgent_since
    from rule_points
    left join unanswered_requests as requests
        on
            rule_points.contact_key = requests.contact_key
            and rule_points.rule = requests.behaviour
)

select * from mql_rule_points
