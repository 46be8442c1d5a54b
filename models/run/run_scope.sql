-- A run that was to be whole and is open stays whole: what it has half done is
-- known to nobody. Rows of events are never taken back one by one: where a file
-- changed or is gone, all are read again.
with

run_inputs as (
    select * from {{ ref('run_inputs') }}
),

open_runs as (
    select
        count(*) as runs,
        count(case when is_whole then 1 end) as whole_runs
    from {{ source('run_state', 'runs') }}
    where
        finished_at is null
        and run_number > (
            select coalesce(max(finished.run_number), 0)
            from {{ source('run_state', 'runs') }} as finished
            where finished.finished_at is not null
        )
),

whole_reasons as (
    select count(*) as reasons
    from run_inputs
    where
        (is_replaced and kind = 'events')
        or (is_in_scope and kind = 'matching')
        or (is_in_scope and kind = 'setting' and name <> 'as_of')
),

-- The run that run_inputs was written for, should this table be written again.
begun_run as (
    select run_id from {{ source('run_state', 'marks') }}
    where relation = 'run_inputs'
),

run_scope as (
    select
        begun_run.run_id,
        {{ 'true' if starts_whole() else 'false' }}
        or open_runs.whole_runs > 0
        or whole_reasons.reasons > 0 as is_whole,
        open_runs.runs > 0 as carries_on
    from begun_run
    cross join open_runs
    cross join whole_reasons
)

select * from run_scope
