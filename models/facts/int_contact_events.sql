-- A copy that does not stay counts -1, beside its own row that counts 1. The end of
-- as_of bounds the rows of an id, not the events: whoever asks for some contacts then
-- reads the events of their ids alone.
with

identities as (
    select
        identities.exported_key,
        identities.contact_key,
        identities.span,
        identities.is_current,
        identities.rows_from,
        least(identities.rows_until, {{ end_of_day('as_of.as_of') }})
            as rows_until
    from {{ ref('int_identities') }} as identities
    cross join {{ ref('run_as_of') }} as as_of
),

matched_groups as (
    select distinct kind_group from {{ ref('int_kind_groups') }}
    where match_reason = 'matched'
),

events as (
    select
        exported_key,
        kind_group,
        occurred_at,
        1 as events
    from {{ ref('int_matched_events') }}
    union all
    select
        repeated_events.exported_key,
        repeated_events.kind_group,
        repeated_events.occurred_at,
        -1 as events
    from {{ ref('int_repeated_events') }} as repeated_events
    inner join matched_groups
        on repeated_events.kind_group = matched_groups.kind_group
    where not repeated_events.is_kept
),

contact_events as (
    select
        identities.contact_key,
        identities.span,
        identities.is_current,
        events.kind_group,
        events.occurred_at,
        events.events
    from events
    inner join identities
        on {{ is_row_of('identities', 'events', 'events.occurred_at') }}
)

select * from contact_events
