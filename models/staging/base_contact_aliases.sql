-- depends_on: {{ ref('run_scope') }}
-- Which identifications of an alias can be used, whatever the order of rows and ids
-- and the day scored, and who has it in the end: the latest of them says so. What
-- makes one unusable may hang on another, so they are judged in rounds; in the last
-- one an alias that closes a circle has no earlier identification to fall back to.
-- Following every alias to the alias of its target doubles the reach of a step, so
-- ten steps follow a chain of 1024 without recursion, which not every engine has.
{% set rounds = 2 %}
{% set doublings = 10 %}

with

raw_aliases as (
    select * from {{ source('raw', 'contact_aliases') }}
),

raw_contacts as (
    select * from {{ source('raw', 'contacts') }}
),

read_rows as (
    select
        alias_id,
        contact_id as named_id,
        {{ known_time(finite('merged_at')) }} as merged_at,
        {{ read_update('updated_at') }} as updated_at,
        {{ unread_cell('updated_at_cell', read_update('updated_at')) }}
            as unread_updated_at,
        {{ unread_cell('merged_at_cell', known_time('merged_at')) }}
            as unread_merged_at,
        loaded_at,
        raw_row,
        raw_part,
        alias_id || chr(31) || contact_id || chr(31)
        || coalesce(
            cast({{ known_time(finite('merged_at')) }} as {{ dbt.type_string() }}), ''
        ) as identification_id,
        merged_at is null and not {{ is_blank('merged_at_cell') }} as is_unreadable
    from raw_aliases
),

dated_rows as (
    select
        *,
        case
            when {{ is_blank('alias_id') }} then 'missing_id'
            when is_unreadable then 'unreadable_timestamp'
            when merged_at > {{ end_of_clock() }} then 'future_timestamp'
        end as own_rejection
    from read_rows
),

faulty_rows as (
    select
        *,
        case
            when own_rejection is not null then own_rejection
            when {{ is_blank('named_id') }} then 'unknown_contact'
            when alias_id = named_id then 'alias_of_itself'
        end as fault
    from dated_rows
),

{{ latest_states('identification_id') }},

identifications_0 as (
    select
        identification_id,
        alias_id,
        named_id,
        merged_at,
        raw_part,
        dense_rank() over (
            order by
                merged_at nulls first,
                loaded_at nulls first,
                {{ digits_as_numbers('raw_part') }} nulls first,
                raw_part nulls first
        ) as place
    from numbered_rows
    where
        fault is null
        and copy_number = 1
),

ids as (
    select alias_id as contact_id from identifications_0
    union
    select named_id as contact_id from identifications_0
),

-- Whoever has a row of contacts; few ids are asked for.
exported_contacts as (
    select distinct raw_contacts.contact_id
    from raw_contacts
    inner join ids
        on raw_contacts.contact_id = ids.contact_id
    where
        {{ own_rejection(
            'raw_contacts.contact_id', finite('raw_contacts.created_at')
        ) }} is null
),

{% for round in range(rounds + 1) %}
    -- A contact is known by a row of its own, or of somebody merged into it, or
    -- is merged into somebody in turn.
    known_{{ round }} as (
        select
            identifications.*,
            count(*) over (
                partition by identifications.alias_id, identifications.place
            ) as people
        from identifications_{{ round }} as identifications
        where
            identifications.named_id in (
                select exported.contact_id from exported_contacts as exported
                union all
                select further.alias_id
                from identifications_{{ round }} as further
                union all
                select others.named_id
                from identifications_{{ round }} as others
                inner join exported_contacts as exported
                    on others.alias_id = exported.contact_id
            )
    ),

    latest_{{ round }} as (
        select *
        from (
            select
                *,
                row_number() over (
                    partition by alias_id
                    order by place desc
                ) as number_from_the_latest
            from known_{{ round }}
            where people = 1
        ) as usable
        where number_from_the_latest = 1
    ),

    -- Few aliases are merged into another alias: only they are followed.
    reach_{{ round }}_0 as (
        select
            latest.alias_id,
            latest.named_id as contact_id,
            latest.place as first_place,
            latest.merged_at is not null as is_dated
        from latest_{{ round }} as latest
        inner join latest_{{ round }} as further
            on latest.named_id = further.alias_id
    ),

    {% for step in range(doublings) %}
        reach_{{ round }}_{{ step + 1 }} as (
            select
                nearer.alias_id,
                coalesce(further.contact_id, nearer.contact_id) as contact_id,
                least(nearer.first_place, further.first_place) as first_place,
                nearer.is_dated or coalesce(further.is_dated, false) as is_dated
            from reach_{{ round }}_{{ step }} as nearer
            left join reach_{{ round }}_{{ step }} as further
                on nearer.contact_id = further.alias_id
        ),
    {% endfor %}

    -- Whoever is reached and leads on still is in a circle.
    circles_{{ round }} as (
        select distinct reached.alias_id
        from reach_{{ round }}_{{ doublings }} as nearer
        inner join reach_{{ round }}_{{ doublings }} as reached
            on nearer.contact_id = reached.alias_id
    ),

    -- Where nothing is dated nobody can tell which row came first.
    broken_{{ round }} as (
        select
            latest.alias_id,
            latest.place
        from latest_{{ round }} as latest
        inner join reach_{{ round }}_{{ doublings }} as reached
            on latest.alias_id = reached.alias_id
        {% if round < rounds %}
            inner join circles_{{ round }} as circles
                on latest.alias_id = circles.alias_id
            where
                not reached.is_dated
                or latest.place = reached.first_place
        {% else %}
            inner join circles_{{ round }} as circles
                on reached.contact_id = circles.alias_id
        {% endif %}
    ),

    ends_{{ round }} as (
        select
            latest.alias_id,
            latest.place,
            latest.identification_id,
            coalesce(last_step.named_id, latest.named_id) as contact_id
        from latest_{{ round }} as latest
        left join reach_{{ round }}_{{ doublings }} as reached
            on latest.alias_id = reached.alias_id
        left join latest_{{ round }} as last_step
            on reached.contact_id = last_step.alias_id
    ),

    -- Ends at somebody without any row.
    nowhere_{{ round }} as (
        select
            ends.alias_id,
            ends.place
        from ends_{{ round }} as ends
        where
            ends.contact_id not in (
                select circles.alias_id from circles_{{ round }} as circles
                union all
                select exported.contact_id from exported_contacts as exported
                union all
                select merged.contact_id
                from ends_{{ round }} as merged
                inner join exported_contacts as exported
                    on merged.alias_id = exported.contact_id
            )
    ),

    faults_{{ round }} as (
        select
            identifications.identification_id,
            case
                when known.people > 1 then 'ambiguous_alias'
                when broken.alias_id is not null then 'alias_circle'
                else 'unknown_contact'
            end as fault
        from identifications_{{ round }} as identifications
        left join known_{{ round }} as known
            on identifications.identification_id = known.identification_id
        left join broken_{{ round }} as broken
            on
                known.alias_id = broken.alias_id
                {% if round != rounds - 1 -%}
                    and known.place = broken.place
                {%- endif %}
        left join nowhere_{{ round }} as nowhere
            on
                known.alias_id = nowhere.alias_id
                and known.place = nowhere.place
        where
            known.identification_id is null
            or known.people > 1
            or broken.alias_id is not null
            or nowhere.alias_id is not null
    ),

    identifications_{{ round + 1 }} as (
        select identifications.*
        from identifications_{{ round }} as identifications
        left join faults_{{ round }} as faults
            on identifications.identification_id = faults.identification_id
        where faults.identification_id is null
    ),
{% endfor %}

faults as (
    {% for round in range(rounds + 1) %}
        select
            identification_id,
            fault
        from faults_{{ round }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

survivors as (
    select
        identifications.identification_id,
        ends.contact_id
    from identifications_{{ rounds + 1 }} as identifications
    inner join ends_{{ rounds }} as ends
        on identifications.identification_id = ends.identification_id
),

judged_rows as (
    select
        numbered_rows.alias_id,
        numbered_rows.named_id,
        numbered_rows.merged_at as identified_at,
        places.place,
        numbered_rows.updated_at,
        numbered_rows.unread_updated_at,
        numbered_rows.unread_merged_at,
        numbered_rows.raw_row,
        numbered_rows.raw_part,
        numbered_rows.own_rejection,
        numbered_rows.copy_number,
        numbered_rows.kept_row,
        numbered_rows.is_conflicting,
        case
            when numbered_rows.copy_number = 1 then survivors.contact_id
        end as contact_id,
        coalesce(numbered_rows.fault, faults.fault, {{ older_state() }})
            as rejection_reason
    from numbered_rows
    left join faults
        on numbered_rows.identification_id = faults.identification_id
    left join survivors
        on numbered_rows.identification_id = survivors.identification_id
    left join identifications_0 as places
        on numbered_rows.identification_id = places.identification_id
)

select * from judged_rows
