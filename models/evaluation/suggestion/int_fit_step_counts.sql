-- How often each step was seen in training, and what became of those who had it
-- beside those who had not.
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
        count(*) as cases_with,
        count(distinct cases.contact_key) as contacts_with,
        sum(case when cases.has_converted then 1 else 0 end) as converted_with
    from {{ ref('int_fit_fills') }} as fills
    inner join cases
        on fills.case_number = cases.case_number
    group by fills.step_id
),

fit_step_counts as (
    select
        steps.step_id,
        cast(coalesce(seen.cases_with, 0) as bigint) as cases_with,
        cast(coalesce(seen.contacts_with, 0) as bigint) as contacts_with,
        cast(coalesce(seen.converted_with, 0) as bigint) as converted_with,
        cast(
            everybody.cases - coalesce(seen.cases_with, 0) as bigint
        ) as cases_without,
        cast(
            everybody.converted - coalesce(seen.converted_with, 0) as bigint
        ) as converted_without,
        -- Several cases of one contact are not as many witnesses.
        1e0 * everybody.cases / nullif(everybody.contacts, 0)
            as cases_per_contact
    from {{ ref('int_fit_steps') }} as steps
    cross join everybody
    left join seen
        on steps.step_id = seen.step_id
)

select * from fit_step_counts
