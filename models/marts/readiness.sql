-- Is the data there? And does sales get no lead without an agreement, and no more
-- leads than it can take?
with

scored_contacts as (
    select * from {{ ref('int_scored_contacts') }}
),

scoring_models as (
    select * from {{ ref('stg_scoring_models') }}
),

labels as (
    select * from {{ ref('int_labels') }}
),

service_levels as (
    {{ typed_seed('service_levels') }}
),

spells as (
    select * from {{ ref('int_mql_spells') }}
),

audiences as (
    select distinct
        model_key,
        audience
    from scored_contacts
    where is_primary
),

handed_over as (
    select distinct
        audiences.audience,
        labels.label
    from audiences
    inner join scoring_models
        on audiences.model_key = scoring_models.model_key
    inner join labels as handover_labels
        on
            scoring_models.model_key = handover_labels.model_key
            and scoring_models.handover_label = handover_labels.label
    inner join labels
        on
            handover_labels.model_key = labels.model_key
            and handover_labels.label_rank <= labels.label_rank
),

bounds as (
    select
        min(created_on) as first_on,
        cast({{ dbt.date_trunc('month', add_days('max(as_of)', 1)) }} as date)
            as unfinished_on
    from scored_contacts
),

full_months as (
    select
        cast({{ dbt.dateadd('month', -1, 'unfinished_on') }} as date)
            as month_starts_on
    from bounds
    where first_on <= {{ dbt.dateadd('month', -1, 'unfinished_on') }}
),

-- Null when no month is over that began on the first day or later.
last_month as (
    select max(month_starts_on) as month_starts_on from full_months
),

loads as (
    select
        service_levels.audience,
        service_levels.label,
        service_levels.follow_ups_per_month as capacity,
        last_month.month_starts_on,
        count(spells.contact_key) as leads_delivered
    from service_levels
    cross join last_month
    left join spells
        on
            last_month.month_starts_on
            = cast({{ dbt.date_trunc('month', 'spells.opened_on') }} as date)
            and service_levels.audience = spells.audience
            and service_levels.label = spells.label
            and spells.is_primary
            and spells.opening <> 'resumed'
    group by
        service_levels.audience,
        service_levels.label,
        service_levels.follow_ups_per_month,
        last_month.month_starts_on
),

checks as (
    select * from {{ ref('int_readiness_data') }}
    union all
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
),

readiness as (
    select
        readiness_check,
        subject,
        case when is_go then 'go' else 'no_go' end as status,
        cast(measured as decimal(18, 4)) as measured,
        cast(needed as decimal(18, 4)) as needed,
        reason
    from checks
)

select * from readiness
