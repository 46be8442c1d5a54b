-- Named without the database, so that the file may be renamed or attached.
with

run_parts as (
    select * from {{ source('run_state', 'run_parts').include(database=false) }}
),

scoring_run_parts as (
    select
        run_number,
        kind,
        name,
        part_hash,
        row_count
    from run_parts
)

select * from scoring_run_parts
