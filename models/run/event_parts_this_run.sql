-- Files of events that are new, changed or have rows that came due; all of them
-- in a whole run.
with

scope as (
    select * from {{ ref('run_scope') }}
),

parts as (
    select run_inputs.name as raw_part
    from {{ ref('run_inputs') }} as run_inputs
    cross join scope
    where
        run_inputs.kind = 'events'
        and (run_inputs.is_in_scope or scope.is_whole)
)

select * from parts
