-- Odd but legal: promises about leads that sales does not get. Whoever hands
-- over later, or to nobody, for a while, need not rewrite the agreement.
with

service_levels as (
    {{ seed_rows('service_levels') }}
),

handed_over as (
    select
        models.audience,
        labels.label
    from {{ ref('stg_scoring_models') }} as models
    inner join {{ ref('int_labels') }} as handover
        on
            models.model_key = handover.model_key
            and models.handover_label = handover.label
    inner join {{ ref('int_labels') }} as labels
        on
            handover.model_key = labels.model_key
            and handover.label_rank <= labels.label_rank
    where models.is_primary
),

problems as (
    {{ seed_problem(
        'service_levels', 'label',
        quoted('service_levels.label')
        ~ " || ' is not handed to sales by the primary model of this audience (scoring_models.csv), so the promise is about nobody; name its handover label or one above'",
        'service_levels.row_number'
    ) }}
    from service_levels
    left join handed_over
        on
            handed_over.audience
            in ('all', lower(trim(service_levels.audience)))
            and trim(service_levels.label) = handed_over.label
    where handed_over.label is null
)

select * from problems
