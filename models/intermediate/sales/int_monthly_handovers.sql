{% set outcomes = [
    'touched_in_time', 'touched_late', 'untouched', 'waiting',
    'closed_untouched',
] %}

with

kept_promises as (
    select * from {{ ref('int_kept_promises') }}
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
        {{ percentile(0.5, 'case when touched_at is not null then hours end') }}
            as median_hours,
        {{ percentile(0.9, 'case when touched_at is not null then hours end') }}
            as p90_hours
    from kept_promises
    group by
        cast({{ dbt.date_trunc('month', 'opened_on') }} as date),
        audience,
        label
)

select * from monthly_handovers
