-- Odd but legal: promises about leads that sales does not get. Whoever hands
-- over later, or to nobody, for a while, need not rewrite the agreement.
with

service_levels as (
    {{ typed_seed('service_levels', also=['row_number']) }}
),

scoring_models as (
    select * from {{ ref('stg_scoring_models') }}
    where is_primary
),

labels as (
    select * from {{ ref('int_labels') }}
),

handed_over as (
    select
        scoring_models.audience,
        labels.label
    from scoring_models
    inner join labels as handover
        on
            scoring_models.model_key = handover.model_key
            and scoring_models.handover_label = handover.label
    inner join labels
        on
            handover.model_key = labels.model_key
            and handover.label_rank <= labels.label_rank
),

problems as (
    {{ seed_problem(
        'service_levels', 'label',
        "'{service_levels.label}' is not handed to sales by the primary model "
        ~ 'of this audience (scoring_models.csv), so the promise is about '
        ~ 'nobody; name its handover label or one above'
    ) }}
    from service_levels
    left join handed_over
        on
            handed_over.audience in ('all', service_levels.audience)
            and service_levels.label = handed_over.label
    where handed_over.label is null
)

select * from problems
