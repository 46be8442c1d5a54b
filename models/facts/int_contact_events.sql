-- A copy that does not stay counts -1, beside its own row that counts 1.
with

as_of as (
    select * from {{ ref('run_as_of') }}
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
    inner join {{ ref('int_identities') }} as identities
        on {{ is_row_of('identities', 'events', 'events.occurred_at') }}
    inner join as_of
        on {{ end_of_day('as_of.as_of') }} > events.occurred_at
)

select * from contact_events
