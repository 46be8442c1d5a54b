-- How often each step was seen in training, and what became of those who had
-- it beside those who had not.
create or replace temp table cases as
with everybody as (
    select
        count(*) as cases,
        count(distinct contact_key) as contacts,
        count(case when has_converted then 1 end) as converted
    from observations
),

seen as (
    select
        fills.step_id,
        count(*) as cases_with,
        count(distinct observations.contact_key) as contacts_with,
        count(case when observations.has_converted then 1 end)
            as converted_with
    from fills
    inner join observations
        on fills.case_number = observations.case_number
    group by fills.step_id
)

select
    steps.step_id,
    coalesce(seen.cases_with, 0) as cases_with,
    coalesce(seen.contacts_with, 0) as contacts_with,
    coalesce(seen.converted_with, 0) as converted_with,
    everybody.cases - coalesce(seen.cases_with, 0) as cases_without,
    everybody.converted - coalesce(seen.converted_with, 0)
        as converted_without,
    seen.converted_with / seen.cases_with as rate_with,
    converted_without / nullif(everybody.cases - seen.cases_with, 0)
        as rate_without,
    -- Several cases of one contact are not as many witnesses.
    everybody.cases / everybody.contacts as cases_per_contact
from steps
cross join everybody
left join seen
    on steps.step_id = seen.step_id
