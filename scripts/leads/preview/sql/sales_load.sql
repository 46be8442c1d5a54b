-- Leads per month and promise, in the last months that are over, and what sales
-- can follow up.
with

old_months as (
    select * from in_force.reports.rpt_service_levels
),

new_months as (
    select * from reports.rpt_service_levels
),

promises as (
    select
        audience,
        label,
        follow_ups_per_month
    from staging.stg_service_levels
),

months as (
    select
        coalesce(old.month, new.month) as month,
        coalesce(old.month_starts_on, new.month_starts_on) as month_starts_on,
        coalesce(old.audience, new.audience) as audience,
        coalesce(old.label, new.label) as label,
        coalesce(new.leads_owed, old.leads_owed) as leads_owed,
        coalesce(old.leads_delivered, 0) as leads_before,
        coalesce(new.leads_delivered, 0) as leads_after
    from old_months as old
    full outer join new_months as new
        on
            old.month = new.month
            and old.audience = new.audience
            and old.label = new.label
    where
        date_trunc('month', coalesce(old.month_starts_on, new.month_starts_on))
        < (select date_trunc('month', as_of) from intermediate.int_as_of)
),

ranked as (
    select
        *,
        dense_rank() over (order by month_starts_on desc) as months_ago
    from months
)

select
    ranked.month,
    ranked.audience,
    ranked.label,
    ranked.leads_owed,
    promises.follow_ups_per_month,
    ranked.leads_before,
    ranked.leads_after,
    coalesce(ranked.leads_after > promises.follow_ups_per_month, false)
        as is_too_many
from ranked
left join promises
    on
        ranked.audience = promises.audience
        and ranked.label = promises.label
where ranked.months_ago <= 3
order by ranked.month_starts_on desc, ranked.audience, ranked.label
