{#
    Every row of the CTE `read_rows` with its place among the rows of its id: of
    those without a fault of their own the earliest stays; ties are broken by
    content, never by arrival; few ids are repeated, so only theirs are put in
    order. Expects read_rows to have contact_id and raw_row.
#}
{% macro judge_rows(id, timestamp, tie_break) %}
dated_rows as (
    select
        *,
        {{ own_rejection(id, timestamp) }} as own_rejection
    from read_rows
),

repeated_ids as (
    select {{ id }}
    from dated_rows
    where own_rejection is null
    group by {{ id }}
    having count(*) > 1
),

single_rows as (
    select
        dated_rows.*,
        1 as copy_number
    from dated_rows
    left join repeated_ids
        on dated_rows.{{ id }} = repeated_ids.{{ id }}
    where
        repeated_ids.{{ id }} is null
        and dated_rows.own_rejection is null
),

-- Numbered too, the other way, so that id and number name one row.
faulty_rows as (
    select
        *,
        -row_number() over (
            partition by {{ id }} order by raw_row
        ) as copy_number
    from dated_rows
    where own_rejection is not null
),

copied_rows as (
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

numbered_rows as (
    select * from single_rows
    union all
    select * from copied_rows
    union all
    select * from faulty_rows
),

judged_rows as (
    select
        *,
        {{ text_hash('contact_id') }} as contact_key
    from numbered_rows
)
{%- endmacro %}

{#
    The rows of a base table with their rejection_reason: whose contact is known
    changes without a new row of the table. The order of reasons is public.
#}
{% macro judged_rows(table) %}
    select
        base_rows.*,
        case
            when base_rows.own_rejection is not null
                then base_rows.own_rejection
            when base_rows.copy_number > 1 then 'duplicate_id'
            when contacts.contact_key is null then 'unknown_contact'
            {% if table == 'orders' -%}
                when base_rows.amount is null then 'unreadable_amount'
            {%- endif %}
        end as rejection_reason
    from {{ ref('base_' ~ table) }} as base_rows
    left join {{ ref('stg_contacts') }} as contacts
        on base_rows.contact_key = contacts.contact_key
{%- endmacro %}
