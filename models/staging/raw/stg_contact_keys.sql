-- Texts are joined once, here and where rows are read; behind it all work is
-- done on whole numbers.
with

named_ids as (
    select contact_id from {{ source('raw', 'contacts') }}
    where {{ is_news('contacts') }}
    union
    select alias_id as contact_id from {{ source('raw', 'contact_aliases') }}
    union
    select contact_id from {{ source('raw', 'contact_aliases') }}
),

events as (
    select contact_id from {{ source('raw', 'events') }}
    where {{ is_news('events') }}
),

unnamed_ids as (
    select distinct coalesce(events.contact_id, '') as contact_id
    from events
    left join named_ids
        on events.contact_id = named_ids.contact_id
    where named_ids.contact_id is null
),

all_ids as (
    select contact_id from named_ids
    where contact_id is not null
    union
    select contact_id from unnamed_ids
),

{% if only_news() %}
    unseen_ids as (
        select all_ids.contact_id
        from all_ids
        left join {{ this }} as seen
            on all_ids.contact_id = seen.contact_id
        where seen.contact_key is null
    ),

    last_key as (
        select coalesce(max(contact_key), 0) as contact_key from {{ this }}
    ),
{% else %}
    unseen_ids as (
        select * from all_ids
    ),

    last_key as (
        select 0 as contact_key
    ),
{% endif %}

numbered_ids as (
    select
        cast(last_key.contact_key + row_number() over () as integer)
            as contact_key,
        unseen_ids.contact_id
    from unseen_ids
    cross join last_key
)

select * from numbered_ids
