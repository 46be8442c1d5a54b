-- Is there an agreement about every lead that sales gets, and does sales get
-- more than it can take?
with

service_levels as (
    select * from {{ ref('stg_service_levels') }}
),

audiences as (
    select distinct
        model_key,
        audience
    from {{ ref('int_scored_contacts') }}
    where is_primary
),

handed_over as (
    select distinct
        audiences.audience,
        labels.label
    from audiences
    inner join {{ ref('stg_scoring_models') }} as models
        on audiences.model_key = models.model_key
    inner join {{ ref('int_labels') }} as handover
        on
            models.model_key = handover.model_key
            and models.handover_label = handover.label
    inner join {{ ref('int_labels') }} as labels
        on
            handover.model_key = labels.model_key
            and handover.label_rank <= labels.label_rank
),

full_months as (
    select month_starts_on
    from {{ ref('int_days') }}
    group by month_starts_on
    having
        min(day) = month_starts_on
        and max(day) = {{ last_day_of_month('month_starts_on') }}
),

last_month as (
    select max(month_starts_on) as month_starts_on from full_months
),

loads as (
    select
        service_levels.audience,
        service_levels.label,
        service_levels.follow_ups_per_month as capacity,
        coalesce(handovers.leads_delivered, 0) as leads_delivered,
        last_month.month_starts_on
    from service_levels
    cross join last_month
    left join {{ ref('int_monthly_handovers') }} as handovers
        on
            last_month.month_starts_on = handovers.month_starts_on
            and service_levels.audience = handovers.audience
            and service_levels.label = handovers.label
),

readiness as (
    select
        'agreement' as readiness_check,
        handed_over.audience || ' ' || handed_over.label as subject,
        case when levels.label is null then 0 else 1 end as measured,
        1 as needed,
        levels.label is not null as is_go,
        case
            when levels.label is null
                then
                    'sales gets these leads, and service_levels.csv has no '
                    || 'row for them: agree on one'
            else 'service_levels.csv says what was promised'
        end as reason
    from handed_over
    left join service_levels as levels
        on
            handed_over.audience = levels.audience
            and handed_over.label = levels.label
    union all
    select
        'capacity' as readiness_check,
        audience || ' ' || label as subject,
        leads_delivered as measured,
        coalesce(capacity, 0) as needed,
        coalesce(leads_delivered <= capacity, false) as is_go,
        case
            when capacity is null
                then
                    'nobody said how many leads sales can take: fill in '
                    || 'follow_ups_per_month'
            when month_starts_on is null
                then 'no full month has passed yet'
            when leads_delivered <= capacity
                then 'sales could take the leads of the last full month'
            else
                'sales got more leads in the last full month than it can '
                || 'take: raise the threshold, or the capacity'
        end as reason
    from loads
)

select * from readiness
