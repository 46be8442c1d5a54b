with

judged_events as (
    select * from {{ ref('stg_events_judged') }}
),

accepted_events as (
    select
        contact_id,
        event_type,
        occurred_at,
        cast(occurred_at as date) as occurred_on,
        {% for field in var('event_fields') %}
            {{ field }}{{ ',' if not loop.last }}
        {% endfor %}
    from judged_events
    where rejection_reason is null
)

select * from accepted_events
