{% set values_shown = 3 %}

with

reported_groups as (
    select distinct
        kind_group,
        reported_event_type,
        match_reason
    from {{ ref('int_kind_groups') }}
    where match_reason <> 'matched'
),

seen_groups as (
    select distinct
        seen_group,
        reported_event_type,
        match_reason
    from {{ ref('int_kind_groups') }}
    where match_reason <> 'matched'
),

seen_by as (
    select
        seen_groups.reported_event_type,
        seen_groups.match_reason,
        count(distinct contact_ids.contact_key) as contacts,
        cast(max(exported_ids.last_at) as date) as last_on
    from {{ ref('int_exported_ids') }} as exported_ids
    inner join seen_groups
        on exported_ids.seen_group = seen_groups.seen_group
    inner join {{ ref('int_contact_ids') }} as contact_ids
        on exported_ids.exported_key = contact_ids.exported_key
    group by
        seen_groups.reported_event_type,
        seen_groups.match_reason
),

counts as (
    select
        reported_groups.reported_event_type,
        reported_groups.match_reason,
        sum(accepted.events) as events
    from {{ ref('int_accepted_counts') }} as accepted
    inner join reported_groups
        on accepted.kind_group = reported_groups.kind_group
    group by
        reported_groups.reported_event_type,
        reported_groups.match_reason
),

-- What such events say besides their type: of each field three values.
unmatched_values as (
    {% for field in var('event_fields') %}
        select distinct
            kind_groups.reported_event_type,
            kind_groups.match_reason,
            {{ loop.index }} as field_order,
            '{{ field }}' as field,
            event_kinds.{{ field }} as field_value
        from {{ ref('int_event_kinds') }} as event_kinds
        inner join {{ ref('int_kind_groups') }} as kind_groups
            on event_kinds.kind_key = kind_groups.kind_key
        where
            kind_groups.match_reason <> 'matched'
            and event_kinds.{{ field }} <> ''
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

numbered_values as (
    select
        *,
        row_number() over (
            partition by reported_event_type, match_reason, field
            order by field_value
        ) as value_number,
        count(*) over (
            partition by reported_event_type, match_reason, field
        ) as field_values
    from unmatched_values
),

told_fields as (
    select
        reported_event_type,
        match_reason,
        field_order,
        field || ' '
        || {{ dbt.listagg('field_value', "', '", 'order by field_value') }}
        || case
            when max(field_values) > {{ values_shown }}
                then
                    ' and ' || cast(
                        max(field_values) - {{ values_shown }}
                        as {{ dbt.type_string() }}
                    ) || ' more'
            else ''
        end as told
    from numbered_values
    where value_number <= {{ values_shown }}
    group by
        reported_event_type,
        match_reason,
        field_order,
        field
),

told_events as (
    select
        reported_event_type,
        match_reason,
        {{ dbt.listagg('told', "'; '", 'order by field_order') }} as fields
    from told_fields
    group by
        reported_event_type,
        match_reason
),

unmatched_events as (
    select
        counts.reported_event_type as event_type,
        counts.match_reason as reason,
        cast(counts.events as bigint) as events,
        seen_by.contacts,
        seen_by.last_on,
        coalesce(told_events.fields, '') as fields
    from counts
    inner join seen_by
        on
            counts.reported_event_type = seen_by.reported_event_type
            and counts.match_reason = seen_by.match_reason
    left join told_events
        on
            counts.reported_event_type = told_events.reported_event_type
            and counts.match_reason = told_events.match_reason
)

select * from unmatched_events
