with

warnings_before as (
    select * from {{ source('production', 'seed_warnings') }}
),

warnings_after as (
    select * from {{ ref('seed_warnings') }}
),

warnings as (
    select warnings_after.*
    from warnings_after
    left join warnings_before
        on
            warnings_after.file_name = warnings_before.file_name
            and warnings_after.cell = warnings_before.cell
            and warnings_after.problem = warnings_before.problem
    where warnings_before.problem is null
)

select * from warnings
