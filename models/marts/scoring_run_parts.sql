with

finished_run_parts as (
    select * from {{ source('runs', 'finished_run_parts') }}
),

scoring_run_parts as (
    select
        run_number,
        kind,
        name,
        part_hash,
        row_count
    from finished_run_parts
)

select * from scoring_run_parts
