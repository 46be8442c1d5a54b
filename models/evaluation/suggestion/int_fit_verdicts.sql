-- Fitted, taken away, or left as it is and why.
with

steps as (
    select
        steps.*,
        counts.contacts_with,
        counts.cases_without,
        differences.is_different,
        split.min_contacts
    from {{ ref('int_fit_steps') }} as steps
    inner join {{ ref('int_fit_step_counts') }} as counts
        on steps.step_id = counts.step_id
    inner join {{ ref('int_fit_differences') }} as differences
        on steps.step_id = differences.step_id
    cross join {{ ref('int_fit_split') }} as split
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
    from steps
),

fit_verdicts as (
    select
        step_id,
        component,
        rule,
        case piece
            when 'tier' then 'from_' || step_number
            when 'each' then 'each'
            else band
        end as part,
        step_points,
        is_different,
        left_because,
        left_because is null and is_different as is_fitted
    from reasons
)

select * from fit_verdicts
