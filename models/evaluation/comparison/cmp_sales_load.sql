-- Leads of models that were not edited would come as they did.
{% set months_shown = 3 %}

with

as_of as (
    select * from {{ ref('run_as_of') }}
),

service_levels as (
    {{ typed_seed('service_levels') }}
),

models as (
    select * from {{ ref('cmp_models') }}
),

months as (
    {% for months_ago in range(1, months_shown + 1) %}
        select
            cast({{ dbt.dateadd(
                'month', -months_ago, dbt.date_trunc('month', 'as_of')
            ) }} as date) as month_starts_on
        from as_of
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

handovers_in_force as (
    select
        spells.*,
        models.scoring_model is not null as is_edited
    from {{ source('production', 'mql_spells') }} as spells
    left join models
        on spells.scoring_model = models.scoring_model
    where spells.is_primary and spells.opening <> 'resumed'
),

handovers as (
    select
        audience,
        label,
        opened_on,
        1 as leads_before,
        case when is_edited then 0 else 1 end as leads_after
    from handovers_in_force
    union all
    select
        spells.audience,
        spells.label,
        spells.opened_on,
        0 as leads_before,
        1 as leads_after
    from {{ ref('mql_spells') }} as spells
    inner join models
        on spells.scoring_model = models.scoring_model
    where spells.is_primary and spells.opening <> 'resumed'
),

counts as (
    select
        audience,
        label,
        cast({{ dbt.date_trunc('month', 'opened_on') }} as date)
            as month_starts_on,
        cast(sum(leads_before) as bigint) as leads_before,
        cast(sum(leads_after) as bigint) as leads_after
    from handovers
    group by
        audience,
        label,
        cast({{ dbt.date_trunc('month', 'opened_on') }} as date)
),

sales_load as (
    select
        {{ month_of('months.month_starts_on') }} as month,
        service_levels.audience,
        service_levels.label,
        service_levels.leads_per_month as leads_owed,
        service_levels.follow_ups_per_month,
        coalesce(counts.leads_before, 0) as leads_before,
        coalesce(counts.leads_after, 0) as leads_after,
        coalesce(
            counts.leads_after > service_levels.follow_ups_per_month, false
        ) as is_too_many
    from months
    cross join service_levels
    left join counts
        on
            months.month_starts_on = counts.month_starts_on
            and service_levels.audience = counts.audience
            and service_levels.label = counts.label
)

select * from sales_load
