create or replace temp table fitted_steps as
select
    row_number() over (order by steps.step_id) - 1 as step_place,
    steps.step_id,
    cast(steps.step_points as double) as step_points
from steps
inner join verdicts
    on steps.step_id = verdicts.step_id
where verdicts.is_fitted
