-- What becomes of each step: fitted, taken away, or left as it is and why.
create or replace temp table verdicts as
select
    cases.step_id,
    case
        when cases.contacts_with = 0 then 'nobody had it'
        when cases.contacts_with < choice.min_contacts
            then 'too few contacts had it: ' || cases.contacts_with
        when cases.cases_without = 0 then 'everybody had it'
        when cases.cases_without < choice.min_contacts
            then 'all but ' || cases.cases_without || ' cases had it'
        when not differences.is_seen and steps.step_points < 0
            then 'it shows no difference, and a penalty is a decision'
    end as left_because,
    left_because is null and differences.is_seen as is_fitted
from cases
inner join differences
    on cases.step_id = differences.step_id
inner join steps
    on cases.step_id = steps.step_id
cross join choice
