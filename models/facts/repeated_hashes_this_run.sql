-- depends_on: {{ source('raw', 'events') }}
-- Ids that occur more than once, and the files of their rows. Hashes of ids
-- take a fraction of the memory; ids that share one are told apart later.
with

events as (
    select * from {{ ref('events_this_run') }}
),

{% if is_whole() %}
    -- All files are read anyway.
    repeated_hashes as (
        select
            event_hash,
            cast(null as {{ dbt.type_string() }}) as raw_part
        from events
        group by event_hash
        having count(*) > 1
    )
{% else %}
    new_hashes as (
        select distinct event_hash from events
    ),

    all_events as (
        select
            {{ text_hash('event_id') }} as event_hash,
            raw_part,
            event_id,
            {{ finite('occurred_at') }} as finite_at
        from {{ source('raw', 'events') }}
    ),

    copies as (
        select
            all_events.event_hash,
            all_events.raw_part
        from all_events
        inner join new_hashes
            on all_events.event_hash = new_hashes.event_hash
        where {{ own_rejection('event_id', 'finite_at') }} is null
    ),

    counted_hashes as (
        select event_hash from copies
        group by event_hash
        having count(*) > 1
    ),

    repeated_hashes as (
        select distinct
            copies.event_hash,
            copies.raw_part
        from copies
        inner join counted_hashes
            on copies.event_hash = counted_hashes.event_hash
    )
{% endif %}

select * from repeated_hashes
