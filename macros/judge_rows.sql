{#
    Tables of things that change: every row of the CTE `read_rows` with its
    rejection_reason. Of the rows of an id that nothing else is wrong with the
    latest state stays. The order of reasons is public. Expects read_rows to have
    updated_at, loaded_at, raw_row, raw_part and, unless nobody owns a row, the
    contact_id.
#}
{% macro judge_rows(id, timestamp, needed=none, is_owned=true, may_be_early=false) %}
dated_rows as (
    select
        *,
        {% if is_owned -%}
            {{ text_hash('contact_id') }} as exported_key,
        {% endif -%}
        {{ own_rejection(id, timestamp, may_be_early) }} as own_rejection
    from read_rows
),

faulty_rows as (
    select
        dated_rows.*,
        case
            when dated_rows.own_rejection is not null
                then dated_rows.own_rejection
            {% if is_owned -%}
                when contact_ids.exported_key is null then 'unknown_contact'
            {%- endif %}
            {% if needed -%}
                when dated_rows.{{ needed }} is null
                    then 'unreadable_{{ needed }}'
            {%- endif %}
        end as fault
    from dated_rows
    {% if is_owned -%}
        left join {{ ref('int_contact_ids') }} as contact_ids
            on dated_rows.exported_key = contact_ids.exported_key
    {%- endif %}
),

{{ latest_states(id) }},

judged_rows as (
    select
        *,
        coalesce(fault, {{ older_state() }}) as rejection_reason
    from numbered_rows
)
{%- endmacro %}


{#
    The CTE numbered_rows: the rows of faulty_rows, those of an id that have no
    fault numbered from the latest state on. States are told apart by updated_at,
    then by when they were loaded, then by the name of their part; where all three
    are alike nothing but their text decides, and `kept_row` is filled with what
    stays. Few ids are repeated, so only theirs are put in order.
#}
{% macro latest_states(id) %}
{%- set later_first -%}
    partition by faulty_rows.{{ id }}
    order by
        faulty_rows.updated_at desc nulls last,
        faulty_rows.loaded_at desc nulls last,
        {{ digits_as_numbers('faulty_rows.raw_part') }} desc nulls last,
        faulty_rows.raw_part desc nulls last
{%- endset -%}
repeated_ids as (
    select {{ id }}
    from faulty_rows
    where fault is null
    group by {{ id }}
    having count(*) > 1
),

numbered_rows as (
    select
        faulty_rows.*,
        1 as copy_number,
        false as is_conflicting,
        cast(null as {{ dbt.type_string() }}) as kept_row
    from faulty_rows
    left join repeated_ids
        on faulty_rows.{{ id }} = repeated_ids.{{ id }}
    where
        repeated_ids.{{ id }} is null
        or faulty_rows.fault is not null
    union all
    select
        faulty_rows.*,
        row_number() over (
            {{ later_first }}, faulty_rows.raw_row
        ) as copy_number,
        rank() over ({{ later_first }}) = 1
        and faulty_rows.raw_row
        <> first_value(faulty_rows.raw_row) over (
            {{ later_first }}, faulty_rows.raw_row
        ) as is_conflicting,
        first_value(faulty_rows.raw_row) over (
            {{ later_first }}, faulty_rows.raw_row
        ) as kept_row
    from faulty_rows
    inner join repeated_ids
        on faulty_rows.{{ id }} = repeated_ids.{{ id }}
    where faulty_rows.fault is null
)
{%- endmacro %}


{# Why a state that is not the latest does not stay; null for the one that does. #}
{% macro older_state() -%}
    case
        when copy_number > 1 and raw_row = kept_row then 'duplicate_id'
        when copy_number > 1 then 'superseded'
    end
{%- endmacro %}


{#
    When a row says that it was last changed; null where it says nothing that can
    be: a time that nobody can read, a placeholder, or one in the future.
#}
{% macro read_update(column) -%}
    case
        when {{ column }} <= {{ end_of_clock() }}
            then {{ known_time(column) }}
    end
{%- endmacro %}
