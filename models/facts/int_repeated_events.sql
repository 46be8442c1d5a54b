-- depends_on: {{ ref('repeated_hashes_this_run') }}
-- Of one id the earliest row stays; ties are broken by what was exported, never
-- by the file or by the contact after mergers.
{% set fields = ['event_type'] + var('event_fields') %}
with

copies as (
    select * from {{ ref('doubtful_events_this_run') }}
    where is_repeated
),

repeated_events as (
    select
        event_hash,
        event_id,
        raw_part,
        exported_key,
        kind_key,
        kind_group,
        occurred_at,
        raw_row,
        row_number() over (
            partition by event_id
            order by
                occurred_at,
                exported_id nulls last,
                {% for field in fields %}
                    {{ field }} nulls last,
                {% endfor %}
                raw_row
        ) = 1 as is_kept
    from copies
)

select * from repeated_events
