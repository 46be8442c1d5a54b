with

finished_runs as (
    select * from {{ source('runs', 'finished_runs') }}
),

scoring_runs as (
    select
        run_number,
        finished_at,
        as_of,
        work,
        seeds_hash,
        code_version,
        raw_rows,
        rows_out,
        seconds
    from finished_runs
)

select * from scoring_runs
