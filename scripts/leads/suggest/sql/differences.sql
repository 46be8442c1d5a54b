-- Whether a step tells converters from others at all. A step: by the interval
-- of its lift (Katz, half a case added), in the direction in which it is
-- priced. The bands of an attribute: all together, by Pearson's chi-square,
-- read as a normal deviate (Wilson and Hilferty).
create or replace temp table differences as
with lifts as (
    select
        cases.*,
        steps.component,
        steps.rule,
        steps.piece,
        steps.step_points,
        levels.confidence_z,
        ln(
            (converted_with + 0.5) / (cases_with + 0.5)
            / ((converted_without + 0.5) / (cases_without + 0.5))
        ) * sign(step_points) as log_lift,
        sqrt(cases_per_contact * (
            1 / (converted_with + 0.5) - 1 / (cases_with + 0.5)
            + 1 / (converted_without + 0.5) - 1 / (cases_without + 0.5)
        )) as log_lift_error
    from cases
    inner join steps
        on cases.step_id = steps.step_id
    cross join staging.stg_proof_levels as levels
),

classes as (
    select
        component,
        rule,
        cases_per_contact,
        cases_with as cases,
        converted_with as converted,
        cases_with + cases_without as all_cases,
        converted_with + converted_without as all_converted
    from lifts
    where piece = 'band' and cases_with > 0
),

rest as (
    select
        component,
        rule,
        max(cases_per_contact) as cases_per_contact,
        max(all_cases) - sum(cases) as cases,
        max(all_converted) - sum(converted) as converted,
        max(all_cases) as all_cases,
        max(all_converted) as all_converted
    from classes
    group by
        component,
        rule
),

all_classes as (
    select * from classes
    union all
    select * from rest
    where cases > 0
),

expectations as (
    select
        *,
        cases * (all_converted / all_cases) as expected,
        1 - all_converted / all_cases as share_lost
    from all_classes
),

chi_squares as (
    select
        component,
        rule,
        sum(
            power(converted - expected, 2) / nullif(expected * share_lost, 0)
        ) / max(cases_per_contact) as chi_square,
        count(*) - 1 as freedom
    from expectations
    group by
        component,
        rule
),

deviates as (
    select
        component,
        rule,
        (
            power(chi_square / freedom, 1.0 / 3) - (1 - 2 / (9.0 * freedom))
        ) / sqrt(2 / (9.0 * freedom)) as deviate
    from chi_squares
    where freedom > 0
)

select
    lifts.step_id,
    case
        when lifts.piece = 'band'
            then coalesce(deviates.deviate > lifts.confidence_z, false)
        else lifts.log_lift > lifts.confidence_z * lifts.log_lift_error
    end as is_seen
from lifts
left join deviates
    on
        lifts.component = deviates.component
        and lifts.rule = deviates.rule
