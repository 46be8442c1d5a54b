{#
    Why a row cannot be used by itself: no id, no readable time, or a time
    more than a day after the run. The only place that reads the clock.
#}
{% macro own_rejection(id, timestamp) -%}
    {%- set now = "cast('" ~ run_started_at.strftime('%Y-%m-%d %H:%M:%S') ~ "' as timestamp)" -%}
    case
        when {{ is_blank(id) }} then 'missing_id'
        when {{ timestamp }} is null then 'unreadable_timestamp'
        when {{ timestamp }} > {{ dbt.dateadd('day', 1, now) }}
            then 'future_timestamp'
    end
{%- endmacro %}


{# No accepted row is dated after this day. #}
{% macro latest_day() -%}
    cast('{{ (run_started_at + modules.datetime.timedelta(days=1)).strftime('%Y-%m-%d') }}' as date)
{%- endmacro %}


{#
    The rows to judge, as the CTE `read_rows`: the CTE `new_rows`, and in a
    build of the news the older rows of their ids, and of ids whose contact may
    only now be known. `columns` are those of new_rows.
#}
{% macro rows_in_question(id, columns) %}
{% if only_news() %}
ids_in_question as (
    select {{ id }} from new_rows
    union
    select {{ id }} from {{ this }}
    where rejection_reason = 'unknown_contact'
),

{% endif %}
read_rows as (
    select {{ columns | join(', ') }} from new_rows
    {% if only_news() %}
        union all
        select {{ columns | join(', ') }} from {{ this }}
        where {{ id }} in (
            select ids_in_question.{{ id }} from ids_in_question
        )
    {% endif %}
)
{%- endmacro %}


{#
    Every row of the CTE `read_rows` with its rejection_reason, null when it is
    accepted. Of rows with one id the earliest stays; ties are broken by
    content, never by arrival; few ids are repeated, so only theirs are put in
    order. `amount` names a required amount, if any.
    Expects CTEs read_rows (with contact_id and raw_row) and contacts.
#}
{% macro judge_rows(id, timestamp, tie_break, amount=none) %}
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
        or dated_rows.own_rejection is not null
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
),

judged_rows as (
    select
        numbered_rows.*,
        contacts.contact_key,
        case
            when numbered_rows.own_rejection is not null
                then numbered_rows.own_rejection
            when numbered_rows.copy_number > 1 then 'duplicate_id'
            when contacts.contact_id is null then 'unknown_contact'
            {% if amount -%}
                when numbered_rows.{{ amount }} is null then 'unreadable_amount'
            {%- endif %}
        end as rejection_reason
    from numbered_rows
    left join contacts
        on numbered_rows.contact_id = contacts.contact_id
)
{%- endmacro %}
