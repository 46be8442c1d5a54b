-- Odd but legal: rows far later than all others, which decide the day to score as
-- of. A row of one contact, or of fewer than one in a hundred, may be a stray.
with

as_of as (
    select * from {{ ref('run_as_of') }}
),

contact_ids as (
    select * from {{ ref('int_contact_ids') }}
),

-- Of events the first and the last of a kind: between them no long gap can show
-- that is none.
contact_days as (
    select
        contact_key,
        created_on as day
    from {{ ref('stg_contacts') }}
    union all
    select
        contact_ids.contact_key,
        orders.ordered_on as day
    from {{ ref('base_orders') }} as orders
    inner join contact_ids
        on orders.exported_key = contact_ids.exported_key
    where orders.rejection_reason is null
    {% for edge in ['first_at', 'last_at'] %}
        union all
        select
            contact_ids.contact_key,
            cast(exported_ids.{{ edge }} as date) as day
        from {{ ref('int_exported_ids') }} as exported_ids
        inner join contact_ids
            on exported_ids.exported_key = contact_ids.exported_key
    {% endfor %}
),

last_days as (
    select
        contact_key,
        max(day) as day
    from contact_days
    group by contact_key
),

counted_days as (
    select
        day,
        sum(contacts) as contacts
    from (
        select distinct
            day,
            0 as contacts
        from contact_days
        union all
        select
            day,
            1 as contacts
        from last_days
    ) as days
    group by day
),

days_in_order as (
    select
        day,
        lag(day) over (order by day) as day_before,
        max(day) over () as last_day,
        sum(contacts) over (order by day desc) as contacts_since,
        sum(contacts) over () as contacts
    from counted_days
),

-- Only with the default as_of: who names a day knows it.
first_gap as (
    select min(days_in_order.day) as day
    from days_in_order
    inner join as_of
        on days_in_order.last_day = as_of.as_of
    where
        {{ chosen_day('as_of') }} is null
        and {{ days_between('days_in_order.day_before', 'days_in_order.day') }}
        > {{ var('stray_days') }}
        and (
            days_in_order.contacts_since = 1
            or days_in_order.contacts_since * 100 < days_in_order.contacts
        )
),

gaps as (
    select days_in_order.*
    from days_in_order
    inner join first_gap
        on days_in_order.day = first_gap.day
),

-- A contact with a stray event may have earlier ones of the kind.
days_before as (
    select
        day,
        day_before
    from gaps
    union all
    select
        gaps.day,
        cast(matched_events.occurred_at as date) as day_before
    from {{ ref('int_matched_events') }} as matched_events
    inner join gaps
        on
            matched_events.occurred_at < cast(gaps.day as timestamp)
            and matched_events.occurred_at >= cast(gaps.day_before as timestamp)
    inner join contact_ids
        on matched_events.exported_key = contact_ids.exported_key
),

strays as (
    select
        gaps.last_day,
        gaps.contacts_since,
        gaps.contacts,
        max(days_before.day_before) as day_before,
        {{ days_between('max(days_before.day_before)', 'gaps.last_day') }} as days
    from gaps
    inner join days_before
        on gaps.day = days_before.day
    group by
        gaps.day,
        gaps.last_day,
        gaps.contacts_since,
        gaps.contacts
    having
        {{ days_between('max(days_before.day_before)', 'gaps.day') }}
        > {{ var('stray_days') }}
),

problems as (
    select
        'dbt_project.yml' as file_name,
        cast(null as integer) as row_number,
        'as_of' as cell,
        {{ sentence(
            'the day to score as of is {last_day}, {days} days after {day_before}, '
            ~ 'the latest day without the rows of {contacts_since} of {contacts} '
            ~ 'contacts; if these are strays, score as of {day_before} (--as-of, or '
            ~ 'the variable as_of)'
        ) }} as problem
    from strays
)

select * from problems
