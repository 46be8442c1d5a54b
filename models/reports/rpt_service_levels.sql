{% set outcomes = [
    'touched_in_time', 'touched_late', 'untouched', 'waiting',
    'closed_untouched',
] %}

with

service_levels as (
    {{ typed_seed('service_levels') }}
),

days as (
    select * from {{ ref('int_days') }}
),

monthly_handovers as (
    select
        cast({{ dbt.date_trunc('month', 'opened_on') }} as date)
            as month_starts_on,
        audience,
        label,
        count(*) as leads_delivered,
        count(touched_at) as followed_up,
        {% for outcome in outcomes %}
            count(case when outcome = '{{ outcome }}' then 1 end)
                as {{ outcome }},
        {% endfor %}
        {{ as_hours(percentile(
            0.5, 'case when touched_at is not null then seconds end'
        )) }} as median_hours,
        {{ as_hours(percentile(
            0.9, 'case when touched_at is not null then seconds end'
        )) }} as p90_hours
    from {{ ref('int_handover_clocks') }}
    group by
        cast({{ dbt.date_trunc('month', 'opened_on') }} as date),
        audience,
        label
),

-- Without any lead at all this month owes them as well.
first_month as (
    select
        coalesce(
            min(handovers.month_starts_on), max(days.month_starts_on)
        ) as month_starts_on
    from days
    left join monthly_handovers as handovers
        on days.month_starts_on = handovers.month_starts_on
),

months as (
    select
        days.month,
        days.month_starts_on,
        {{ add_days('max(days.day)', 1) }}
        < {{ dbt.dateadd('month', 1, 'days.month_starts_on') }} as is_running
    from days
    inner join first_month
        on days.month_starts_on >= first_month.month_starts_on
    group by
        days.month,
        days.month_starts_on
),

counts as (
    select
        months.month,
        months.month_starts_on,
        months.is_running,
        levels.*,
        handovers.median_hours,
        handovers.p90_hours,
        coalesce(handovers.leads_delivered, 0) as leads_delivered,
        coalesce(handovers.followed_up, 0) as followed_up,
        {% for outcome in outcomes %}
            coalesce(handovers.{{ outcome }}, 0) as {{ outcome }},
        {% endfor %}
        case
            when levels.follow_ups_per_month < handovers.leads_delivered
                then levels.follow_ups_per_month
            when levels.follow_ups_per_month is not null
                then coalesce(handovers.leads_delivered, 0)
        end as follow_ups_owed
    from months
    cross join service_levels as levels
    left join monthly_handovers as handovers
        on
            months.month_starts_on = handovers.month_starts_on
            and levels.audience = handovers.audience
            and levels.label = handovers.label
),

service_levels_by_month as (
    select
        month,
        month_starts_on,
        audience,
        label,
        leads_per_month as leads_owed,
        leads_delivered,
        {{ promise_kept('leads_delivered', 'leads_per_month', 'is_running') }}
            as delivery,
        cast(first_touch_hours as decimal(12, 1)) as first_touch_hours,
        clock,
        {{ outcomes | join(',\n        ') }},
        case
            when first_touch_hours is not null
                then {{ share(
                    'touched_in_time',
                    'touched_in_time + touched_late + untouched'
                ) }}
        end as in_time_share,
        cast(median_hours as decimal(12, 1)) as median_hours,
        cast(p90_hours as decimal(12, 1)) as p90_hours,
        follow_ups_owed,
        followed_up,
        {{ promise_kept(
            'followed_up', 'follow_ups_owed', 'is_running or waiting > 0'
        ) }} as follow_up
    from counts
)

select * from service_levels_by_month
