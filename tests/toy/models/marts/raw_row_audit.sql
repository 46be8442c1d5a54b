with

raw_row_audit as (
    select
        'events' as table_name,
        'rejected' as outcome,
        count(*) as row_count
    from {{ ref('int_unusable_events').include(database=false) }}
)

select * from raw_row_audit
