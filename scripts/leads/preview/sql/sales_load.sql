-- Leads per promise in each of the last three months that are over, and whether
-- sales could follow them up.
with

as_of as (
    select date_trunc('month', as_of) as month_starts_on
    from intermediate.int_as_of
),

months as (
    select cast(
        as_of.month_starts_on - to_months(cast(months_ago as integer)) as date
    ) as month_starts_on
    from as_of
    cross join range(1, 4) as ago (months_ago)
),

handovers as (
    select audience, label, opened_on, 'before' as side
    from handovers_before
    where is_primary
    union all
    select audience, label, opened_on, 'after' as side
    from handovers_after
    where is_primary
),

counts as (
    select
        audience,
        label,
        cast(date_trunc('month', opened_on) as date) as month_starts_on,
        count(*) filter (where side = 'before') as leads_before,
        count(*) filter (where side = 'after') as leads_after
    from handovers
    group by all
)

select
    strftime(months.month_starts_on, '%Y-%m') as month,
    promises.audience,
    promises.label,
    promises.leads_per_month as leads_owed,
    promises.follow_ups_per_month,
    coalesce(counts.leads_before, 0) as leads_before,
    coalesce(counts.leads_after, 0) as leads_after,
    coalesce(counts.leads_after > promises.follow_ups_per_month, false)
        as is_too_many
from months
cross join staging.stg_service_levels as promises
left join counts
    on
        months.month_starts_on = counts.month_starts_on
        and promises.audience = counts.audience
        and promises.label = counts.label
order by months.month_starts_on desc, promises.audience, promises.label
