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
        count(*) as leads_delivered,
        count(touched_at) as followed_up,
        {% for outcome in outcomes %}
            count(case when outcome = '{{ outcome }}' then 1 end)
                as {{ outcome }},
        {% endfor %}
        {% for name, part in {'median': 0.5, 'p90': 0.9}.items() %}
            {{ as_hours(percentile(
                part, 'case when touched_at is not null then seconds end'
            )) }} as {{ name }}_hours,
        {% endfor %}
        audience,
        label
    from kept_promises
    group by
        cast({{ dbt.date_trunc('month', 'opened_on') }} as date),
        audience,
        label
)

select * from monthly_handovers
