-- depends_on: {{ ref('events_this_run') }}
-- depends_on: {{ ref('int_former_identities') }}
-- depends_on: {{ ref('int_identities') }}
-- depends_on: {{ ref('int_contact_states') }}
-- depends_on: {{ ref('int_matched_events') }}
-- depends_on: {{ ref('int_repeated_events') }}
-- depends_on: {{ ref('repeated_hashes_this_run') }}
-- depends_on: {{ ref('run_as_of') }}
-- depends_on: {{ ref('run_inputs') }}
-- depends_on: {{ ref('run_scope') }}
-- depends_on: {{ source('last_run', 'int_scored_states') }}
-- Whose facts or scores are made anew: everybody in a whole run or when rules
-- that all models share were edited, else whoever has a row that is new, gone,
-- or newly dated on or before as_of. Contacts of a run that is carried on stay,
-- and of this very run, should this table be written again: int_scored_states
-- may know their new state by then.
with

{% if is_whole() %}
    contacts as (
        select contact_key from {{ ref('int_contact_states') }}
    )
{% else %}
    contact_states as (
        select * from {{ ref('int_contact_states') }}
    ),

    scored_states as (
        select * from {{ source('last_run', 'int_scored_states') }}
    ),

    identities as (
        select
            exported_key,
            contact_key
        from {{ ref('int_identities') }}
        union all
        select
            exported_key,
            contact_key
        from {{ ref('int_former_identities') }}
    ),

    shared_rules as (
        select count(*) as edited from {{ ref('run_inputs') }}
        where kind = 'shared_rules' and is_in_scope
    ),

    exported_keys as (
        {% if target.name == 'preview' %}
            -- Other seeds beside the same rows: no event is new.
            select exported_key from {{ ref('int_matched_events') }}
            where false
        {% else %}
            select exported_key from {{ ref('events_this_run') }}
            union
            select repeated_events.exported_key
            from {{ ref('int_repeated_events') }} as repeated_events
            inner join {{ ref('repeated_hashes_this_run') }} as other_copies
                on repeated_events.event_hash = other_copies.event_hash
            union
            select matched_events.exported_key
            from {{ ref('int_matched_events') }} as matched_events
            inner join {{ ref('run_as_of') }} as as_of
                on
                    as_of.walks_from < as_of.walks_to
                    and {{ end_of_day('as_of.walks_from') }}
                    <= matched_events.occurred_at
                    and {{ end_of_day('as_of.walks_to') }}
                    > matched_events.occurred_at
        {% endif %}
    ),

    contacts as (
        select identities.contact_key
        from exported_keys
        inner join identities
            on exported_keys.exported_key = identities.exported_key
        union
        select
            coalesce(contact_states.contact_key, scored_states.contact_key)
                as contact_key
        from contact_states
        full outer join scored_states
            on contact_states.contact_key = scored_states.contact_key
        cross join shared_rules
        where
            shared_rules.edited > 0
            or contact_states.state is distinct from scored_states.state
        union
        select this.contact_key
        from {{ this }} as this
        cross join {{ ref('run_scope') }} as scope
        left join {{ source('run_state', 'marks') }} as marks
            on
                marks.relation = 'contacts_this_run'
                and scope.run_id = marks.run_id
        where
            scope.carries_on
            or marks.run_id is not null
    )
{% endif %}

select * from contacts
