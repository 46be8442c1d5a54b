-- For whom something that counted does not count as it did: a raw file changed
-- or is gone, or other contacts were merged. Nobody in a build that reads
-- everything.
{% set tables = [
    'contacts', 'orders', 'deals', 'sales_touches', 'contact_changes',
] %}

with

{% if only_news() %}
    gone_events as (
        select * from {{ source('runs', 'gone_events') }}
    ),

    former_survivors as (
        select * from {{ source('runs', 'former_survivors') }}
    ),

    survivors as (
        select
            exported_key,
            contact_key
        from {{ ref('stg_contact_survivors') }}
    ),

    judged_events as (
        select * from {{ ref('stg_events_judged') }}
    ),

    moved_ids as (
        (
            select * from former_survivors
            except
            select * from survivors
        )
        union all
        (
            select * from survivors
            where {{ is_replaced('contacts') }}
            except
            select * from former_survivors
        )
    ),

    -- Which copy of an event stays may depend on whose it is.
    unsettled_hashes as (
        select event_hash from gone_events
        union
        select doubtful_events.event_hash
        from {{ ref('stg_events_doubtful') }} as doubtful_events
        inner join {{ ref('stg_contact_keys') }} as contact_keys
            on doubtful_events.exported_id = contact_keys.contact_id
        inner join moved_ids
            on contact_keys.contact_key = moved_ids.exported_key
    ),

    former_rows as (
        select * from {{ source('runs', 'former_rows') }}
    ),

    {% for table in tables %}
        accepted_{{ table }} as (
            select * from {{ ref('stg_' ~ table) }}
            where {{ is_replaced(table) }}
        ),
    {% endfor %}

    rows_now as (
        {% for table in tables %}
            select
                '{{ table }}' as table_name,
                contact_key,
                {{ row_as_json('accepted_' ~ table) }} as accepted_row
            from accepted_{{ table }}
            {{ 'union all' if not loop.last }}
        {% endfor %}
    ),

    differing_rows as (
        (
            select * from former_rows
            except
            select * from rows_now
        )
        union all
        (
            select * from rows_now
            except
            select * from former_rows
        )
    ),

    contacts_of_gone_rows as (
        select survivors.contact_key
        from gone_events
        inner join survivors
            on gone_events.exported_key = survivors.exported_key
        union
        select contact_key from moved_ids
        union
        select judged_events.contact_key
        from judged_events
        inner join unsettled_hashes
            on judged_events.event_hash = unsettled_hashes.event_hash
        union
        select contact_key from differing_rows
    )
{% else %}
    contacts_of_gone_rows as (
        select contact_key from {{ ref('stg_contact_keys') }}
        where false
    )
{% endif %}

select * from contacts_of_gone_rows
