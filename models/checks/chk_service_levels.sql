with

service_levels as (
    {{ seed_rows('service_levels') }}
),

ranks as (
    select
        trim(labels.scoring_model) as scoring_model,
        trim(labels.label) as label,
        max({{ read_whole_number('labels.rank') }}) as label_rank
    from {{ ref('labels') }} as labels
    group by
        trim(labels.scoring_model),
        trim(labels.label)
),

handed_over as (
    select
        lower(trim(models.audience)) as audience,
        ranks.label
    from {{ ref('scoring_models') }} as models
    inner join ranks as handover
        on
            trim(models.scoring_model) = handover.scoring_model
            and trim(models.handover_label) = handover.label
    inner join ranks
        on
            trim(models.scoring_model) = ranks.scoring_model
            and handover.label_rank <= ranks.label_rank
    where
        {{ is_yes('models.is_active') }}
        and {{ is_yes('models.is_primary') }}
),

problems as (
    {{ check_filled('service_levels', ['audience', 'label', 'clock', 'why']) }}
    union all
    {{ check_one_of('service_levels', 'audience', ['b2b', 'b2c']) }}
    union all
    {{ check_one_of('service_levels', 'clock', ['calendar', 'working']) }}
    union all
    {{ check_whole_number('service_levels', ['leads_per_month', 'follow_ups_per_month']) }}
    union all
    {{ check_number('service_levels', ['first_touch_hours']) }}
    union all
    {{ check_unique('service_levels', ['audience', 'label']) }}
    union all
    {{ seed_problem('service_levels', 'first_touch_hours', "'is below 0; nobody is called before being ready'") }}
    from service_levels
    where {{ read_number('first_touch_hours') }} < 0
    union all
    {{ seed_problem(
        'service_levels', 'label',
        quoted('service_levels.label')
        ~ " || ' is not handed to sales by the primary model of this audience (scoring_models.csv); name its handover label or one above'",
        'service_levels.row_number'
    ) }}
    from service_levels
    left join handed_over
        on
            handed_over.audience
            in ('all', lower(trim(service_levels.audience)))
            and trim(service_levels.label) = handed_over.label
    where
        not {{ is_blank('service_levels.label') }}
        and lower(trim(service_levels.audience)) in ('b2b', 'b2c')
        and handed_over.label is null
)

select * from problems
