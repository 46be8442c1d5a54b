-- Exported ids that lose an event to an earlier copy of it: when they were first
-- and last seen has to be asked of all their events again.
with

copies as (
    select repeated_events.*
    from {{ ref('int_repeated_events') }} as repeated_events
    where repeated_events.event_hash in (
        select other_copies.event_hash
        from {{ ref('repeated_hashes_this_run') }} as other_copies
    )
),

lost_copies as (
    select distinct lost.exported_key
    from copies as lost
    inner join copies as kept
        on lost.event_id = kept.event_id
    where
        kept.is_kept
        and not lost.is_kept
        and (
            lost.exported_key <> kept.exported_key
            or lost.kind_key <> kept.kind_key
            or lost.occurred_at <> kept.occurred_at
        )
        {{ 'and false' if is_whole() }}
)

select * from lost_copies
