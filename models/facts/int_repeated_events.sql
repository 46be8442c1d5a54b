-- depends_on: {{ ref('repeated_hashes_this_run') }}
-- Of one id the earliest row stays; ties are broken by what was exported, never
-- by the file or by the contact after mergers. What a visitor's row says is kept
-- only where it is refused.
{% set fields = ['event_type'] + var('event_fields') %}
with

copies as (
    select * from {{ ref('doubtful_events_this_run') }}
    where is_repeated
),

judged_copies as (
    select
        *,
        row_number() over (
            partition by event_id
            order by
                occurred_at,
                exported_id nulls last,
                visitor_id nulls last,
                {% for field in fields %}
                    {{ field }} nulls last,
                {% endfor %}
                raw_row
        ) = 1 as is_kept
    from copies
),

repeated_events as (
    select
        event_hash,
        event_id,
        raw_part,
        exported_key,
        is_of_visitor,
        kind_key,
        kind_group,
        occurred_at,
        case when not (is_kept and is_of_visitor) then raw_row end as raw_row,
        is_kept
    from judged_copies
)

select * from repeated_events
