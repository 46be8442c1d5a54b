-- Fitted, taken away, or left as it is and why. A step is told from others by the
-- interval of its lift (Katz, half a case added), in the direction in which it is
-- priced; the bands of an attribute all together, by Pearson's chi-square, read as
-- a normal deviate (Wilson and Hilferty).
with

cases as (
    select * from {{ ref('int_fit_cases') }}
),

everybody as (
    select
        count(*) as cases,
        count(distinct contact_key) as contacts,
        sum(case when has_converted then 1 else 0 end) as converted
    from cases
),

seen as (
    select
        fills.step_id,
        count(*) as cases,
        count(distinct cases.contact_key) as contacts,
        sum(case when cases.has_converted then 1 else 0 end) as converted
    from {{ ref('int_fit_fills') }} as fills
    inner join cases
        on fills.case_number = cases.case_number
    group by fills.step_id
),

steps as (
    select
        steps.*,
        {% for count in ['cases', 'contacts', 'converted'] %}
            cast(coalesce(seen.{{ count }}, 0) as bigint) as {{ count }}_with,
        {% endfor %}
        {% for count in ['cases', 'converted'] %}
            cast(
                everybody.{{ count }} - coalesce(seen.{{ count }}, 0) as bigint
            ) as {{ count }}_without,
        {% endfor %}
        everybody.cases as all_cases,
        everybody.converted as all_converted,
        -- Several cases of one contact are not as many witnesses.
        1e0 * everybody.cases / nullif(everybody.contacts, 0)
            as cases_per_contact
    from {{ ref('int_fit_steps') }} as steps
    cross join everybody
    left join seen
        on steps.step_id = seen.step_id
),

bands as (
    select
        component,
        rule,
        cases_with as cases,
        converted_with as converted,
        cases_per_contact,
        all_cases,
        all_converted
    from steps
    where
        piece = 'band'
        and cases_with > 0
),

-- Who has none of the bands is a class, too.
classes as (
    select * from bands
    union all
    select
        component,
        rule,
        max(all_cases) - sum(cases) as cases,
        max(all_converted) - sum(converted) as converted,
        max(cases_per_contact) as cases_per_contact,
        max(all_cases) as all_cases,
        max(all_converted) as all_converted
    from bands
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
    from classes
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

lifts as (
    select
        steps.*,
        ln(
            (steps.converted_with + 0.5e0) / (steps.cases_with + 0.5e0)
            / ((steps.converted_without + 0.5e0) / (steps.cases_without + 0.5e0))
        ) * sign(steps.step_points) as log_lift,
        sqrt(steps.cases_per_contact * (
            1 / (steps.converted_with + 0.5e0) - 1 / (steps.cases_with + 0.5e0)
            + 1 / (steps.converted_without + 0.5e0)
            - 1 / (steps.cases_without + 0.5e0)
        )) as log_lift_error,
        (
            power(chi_squares.chi_square / chi_squares.freedom, 1e0 / 3)
            - (1 - 2 / (9e0 * chi_squares.freedom))
        ) / sqrt(2 / (9e0 * chi_squares.freedom)) as deviate
    from steps
    left join chi_squares
        on
            steps.component = chi_squares.component
            and steps.rule = chi_squares.rule
),

differences as (
    select
        lifts.*,
        split.min_contacts,
        case
            when lifts.piece = 'band'
                then coalesce(lifts.deviate > levels.confidence_z, false)
            else lifts.log_lift > levels.confidence_z * lifts.log_lift_error
        end as is_different
    from lifts
    cross join {{ ref('int_fit_split') }} as split
    cross join {{ ref('int_proof_levels') }} as levels
),

reasons as (
    select
        *,
        case
            when contacts_with = 0 then 'nobody had it'
            when contacts_with < min_contacts
                then 'too few contacts had it: ' || contacts_with
            when cases_without = 0 then 'everybody had it'
            when cases_without < min_contacts
                then 'all but ' || cases_without || ' cases had it'
            when not is_different and step_points < 0
                then 'it shows no difference, and a penalty is a decision'
        end as left_because
    from differences
),

fit_verdicts as (
    select
        step_id,
        component,
        rule,
        band,
        piece,
        step_number,
        case piece
            when 'tier' then 'from_' || step_number
            when 'each' then 'each'
            else band
        end as part,
        step_points,
        contacts_with,
        cases_with,
        cases_without,
        converted_with,
        converted_without,
        is_different,
        left_because,
        left_because is null and is_different as is_fitted
    from reasons
)

select * from fit_verdicts
