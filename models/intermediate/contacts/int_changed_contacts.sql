-- Whose facts the new parts change: every contact with a new row, and every
-- contact with another row of an id that came again, for a new row may take the
-- place of an old one. Nobody in a build that reads everything.
{% set tables = {
    'orders': 'order_id', 'deals': 'deal_id', 'contact_changes': 'change_id',
} %}

with

{% if only_news() %}
    survivors as (
        select * from {{ ref('stg_contact_survivors') }}
    ),

    changed_by_contacts as (
        select contact_key from {{ ref('stg_contacts_judged') }}
        where {{ is_news('contacts') }} and not {{ is_replaced('contacts') }}
    ),

    new_events as (
        select * from {{ ref('stg_events_read') }}
        where {{ is_news('events') }}
    ),

    changed_by_events as (
        select survivors.contact_key
        from new_events
        inner join survivors
            on new_events.exported_key = survivors.exported_key
    ),

    changed_by_repeated_events as (
        select judged.contact_key
        from {{ ref('stg_events_judged') }} as judged
        inner join new_events
            on judged.event_hash = new_events.event_hash
    ),

    {% for table, id in tables.items() %}
        new_{{ table }} as (
            select * from {{ ref('stg_' ~ table ~ '_judged') }}
            where {{ is_news(table) }} and not {{ is_replaced(table) }}
        ),

        changed_by_{{ table }} as (
            select judged.contact_key
            from {{ ref('stg_' ~ table ~ '_judged') }} as judged
            inner join new_{{ table }}
                on judged.{{ id }} = new_{{ table }}.{{ id }}
        ),
    {% endfor %}

    -- A deal counts from the day it is closed, which may lie after its part.
    -- Where rows are taken back, as_of may be an earlier day than the last one.
    deals_come_true as (
        select deals.contact_key
        from {{ ref('stg_deals') }} as deals
        cross join {{ source('runs', 'last_as_of') }} as last_run
        where
            cast(greatest(
                deals.created_at, coalesce(deals.closed_at, deals.created_at)
            ) as date) > last_run.as_of
            or {{ is_taken_back() }}
    ),

    -- So does a change of an attribute, from its day. There are many of them,
    -- and as_of never falls below the day of the latest contact.
    latest_contact as (
        select max(created_on) as created_on from {{ ref('stg_contacts') }}
    ),

    changes_come_true as (
        select changes.contact_key
        from {{ ref('stg_contact_changes') }} as changes
        cross join {{ source('runs', 'last_as_of') }} as last_run
        cross join latest_contact
        where
            changes.valid_on > last_run.as_of
            or (
                changes.valid_on > latest_contact.created_on
                and {{ is_taken_back() }}
            )
    ),

    -- An age that excludes somebody changes on a birthday, with nothing new.
    changed_by_birthday as (
        select contacts.contact_key
        from {{ ref('stg_contacts') }} as contacts
        cross join {{ source('runs', 'last_as_of') }} as last_run
        where
            'age' in (select lower(field) from {{ ref('stg_exclusions') }})
            and contacts.birth_date is not null
            and (
                {{ age_on('contacts.birth_date', 'last_run.as_of') }}
                <> {{ age_on('contacts.birth_date', latest_day()) }}
                or {{ is_taken_back() }}
            )
    ),

    changed_contacts as (
        select contact_key from changed_by_contacts
        union
        select contact_key from changed_by_events
        union
        select contact_key from changed_by_repeated_events
        {% for table in tables %}
            union
            select contact_key from changed_by_{{ table }}
        {% endfor %}
        union
        select contact_key from deals_come_true
        union
        select contact_key from changes_come_true
        union
        select contact_key from changed_by_birthday
        union
        select contact_key from {{ ref('int_contacts_of_gone_rows') }}
    ),

    known_contacts as (
        select contact_key from changed_contacts
        where contact_key is not null
    )
{% else %}
    known_contacts as (
        select contact_key from {{ ref('stg_contact_keys') }}
        where false
    )
{% endif %}

select * from known_contacts
