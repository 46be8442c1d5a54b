create or replace temp table fit_fills as
select
    fills.case_number - 1 as place,
    fitted_steps.step_place,
    fills.fill
from fills
inner join fitted_steps
    on fills.step_id = fitted_steps.step_id
