-- Each lead that an agreement covers is delivered in one month, with one
-- outcome.
with

levels as (
    {{ typed_seed('service_levels') }}
),

promised as (
    select
        levels.audience,
        levels.label,
        count(new_mqls.contact_id) as leads
    from levels
    left join {{ ref('rpt_new_mqls') }} as new_mqls
        on
            levels.audience = new_mqls.audience
            and levels.label = new_mqls.label
            and new_mqls.is_primary
    group by
        levels.audience,
        levels.label
),

reported as (
    select
        audience,
        label,
        sum(leads_delivered) as leads,
        sum(
            touched_in_time + touched_late + untouched + waiting
            + closed_untouched
        ) as outcomes
    from {{ ref('rpt_service_levels') }}
    group by
        audience,
        label
),

failures as (
    select
        promised.*,
        reported.leads as reported_leads,
        reported.outcomes
    from promised
    left join reported
        on
            promised.audience = reported.audience
            and promised.label = reported.label
    where
        promised.leads <> coalesce(reported.leads, 0)
        or promised.leads <> coalesce(reported.outcomes, 0)
)

select * from failures
