-- Named without the database, so that the file may be renamed or attached.
with

runs as (
    select * from {{ source('run_state', 'runs').include(database=false) }}
),

scoring_runs as (
    select
        run_number,
        begun_at,
        finished_at,
        as_of,
        work,
        seeds_hash,
        code_version,
        raw_rows,
        rows_out,
        cast(
            {{ seconds_between('begun_at', 'finished_at') }} as decimal(18, 3)
        ) as seconds
    from runs
)

select * from scoring_runs
