{#
    Every row of the CTE `read_rows` with its rejection_reason. Of the rows of an id
    without a fault of their own the earliest stays; ties are broken by content,
    never by arrival. Few ids are repeated, so only theirs are put in order. The
    order of reasons is public. Expects read_rows to have contact_id and raw_row.
#}
{% macro judge_rows(id, timestamp, tie_break, needed=none, may_be_early=false) %}
dated_rows as (
    select
        *,
        {{ text_hash('contact_id') }} as contact_key,
        {{ own_rejection(id, timestamp, may_be_early) }} as own_rejection
    from read_rows
),

repeated_ids as (
    select {{ id }}
    from dated_rows
    where own_rejection is null
    group by {{ id }}
    having count(*) > 1
),

numbered_rows as (
    select
        dated_rows.*,
        1 as copy_number
    from dated_rows
    left join repeated_ids
        on dated_rows.{{ id }} = repeated_ids.{{ id }}
    where
        repeated_ids.{{ id }} is null
        or dated_rows.own_rejection is not null
    union all
    select
        dated_rows.*,
        row_number() over (
            partition by dated_rows.{{ id }}
            order by
                dated_rows.{{ timestamp }},
                {% for column in tie_break %}
                    dated_rows.{{ column }},
                {% endfor %}
                dated_rows.raw_row
        ) as copy_number
    from dated_rows
    inner join repeated_ids
        on dated_rows.{{ id }} = repeated_ids.{{ id }}
    where dated_rows.own_rejection is null
),

judged_rows as (
    select
        numbered_rows.*,
        case
            when numbered_rows.own_rejection is not null
                then numbered_rows.own_rejection
            when numbered_rows.copy_number > 1 then 'duplicate_id'
            when contacts.contact_key is null then 'unknown_contact'
            {% if needed -%}
                when numbered_rows.{{ needed }} is null
                    then 'unreadable_{{ needed }}'
            {%- endif %}
        end as rejection_reason
    from numbered_rows
    left join {{ ref('stg_contacts') }} as contacts
        on numbered_rows.contact_key = contacts.contact_key
)
{%- endmacro %}
