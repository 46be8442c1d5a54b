-- A step is told from others by the interval of its lift (Katz, half a case
-- added), in the direction in which it is priced; the bands of an attribute all
-- together, by Pearson's chi-square, read as a normal deviate (Wilson and
-- Hilferty).
with

steps as (
    select
        steps.*,
        counts.cases_with,
        counts.converted_with,
        counts.cases_without,
        counts.converted_without,
        counts.cases_per_contact,
        counts.cases_with + counts.cases_without as all_cases,
        counts.converted_with + counts.converted_without as all_converted
    from {{ ref('int_fit_steps') }} as steps
    inner join {{ ref('int_fit_step_counts') }} as counts
        on steps.step_id = counts.step_id
),

classes as (
    select
        component,
        rule,
        cases_per_contact,
        cases_with as cases,
        converted_with as converted,
        all_cases,
        all_converted
    from steps
    where
        piece = 'band'
        and cases_with > 0
),

all_classes as (
    select * from classes
    union all
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
    having max(all_cases) > sum(cases)
),

expectations as (
    select
        *,
        1e0 * cases * all_converted / all_cases as expected,
        1 - 1e0 * all_converted / all_cases as share_lost
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
    having count(*) > 1
),

deviates as (
    select
        component,
        rule,
        (power(chi_square / freedom, 1e0 / 3) - (1 - 2 / (9e0 * freedom)))
        / sqrt(2 / (9e0 * freedom)) as deviate
    from chi_squares
),

lifts as (
    select
        *,
        ln(
            (converted_with + 0.5e0) / (cases_with + 0.5e0)
            / ((converted_without + 0.5e0) / (cases_without + 0.5e0))
        ) * sign(step_points) as log_lift,
        sqrt(cases_per_contact * (
            1 / (converted_with + 0.5e0) - 1 / (cases_with + 0.5e0)
            + 1 / (converted_without + 0.5e0) - 1 / (cases_without + 0.5e0)
        )) as log_lift_error
    from steps
),

fit_differences as (
    select
        lifts.step_id,
        case
            when lifts.piece = 'band'
                then coalesce(deviates.deviate > levels.confidence_z, false)
            else lifts.log_lift > levels.confidence_z * lifts.log_lift_error
        end as is_different
    from lifts
    cross join {{ ref('stg_proof_levels') }} as levels
    left join deviates
        on
            lifts.component = deviates.component
            and lifts.rule = deviates.rule
)

select * from fit_differences
