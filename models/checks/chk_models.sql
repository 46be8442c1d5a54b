with

scoring_models as (
    {{ typed_seed('scoring_models', also=['row_number']) }}
),

labels as (
    {{ typed_seed('labels') }}
),

score_components as (
    {{ typed_seed('score_components', also=['row_number']) }}
),

lowest_ranks as (
    select
        scoring_model,
        label,
        min(label_rank) as label_rank
    from labels
    group by
        scoring_model,
        label
),

handovers as (
    select
        scoring_models.row_number,
        scoring_models.handover_label,
        lowest_ranks.label,
        lowest_ranks.label_rank
    from scoring_models
    left join lowest_ranks
        on
            scoring_models.scoring_model = lowest_ranks.scoring_model
            and scoring_models.handover_label = lowest_ranks.label
    where scoring_models.handover_label is not null
),

audiences as (
    select 'b2b' as audience
    union all
    select 'b2c' as audience
),

rival_models as (
    select
        audiences.audience,
        max(scoring_models.row_number) as row_number
    from audiences
    inner join scoring_models
        on scoring_models.audience in ('all', audiences.audience)
    where scoring_models.is_active and scoring_models.is_primary
    group by audiences.audience
    having count(*) > 1
),

active_models as (
    select count(*) as models
    from scoring_models
    where is_active
),

problems as (
    {{ seed_problem(
        'scoring_models', 'handover_label',
        "'{handover_label}' is no label of this model in labels.csv; "
        ~ 'correct it, or leave it empty to never hand over'
    ) }}
    from handovers
    where label is null
    union all
    {{ seed_problem(
        'scoring_models', 'handover_label',
        'is the label of rank 0, which everybody has; '
        ~ 'sales would be called for all'
    ) }}
    from handovers
    where label_rank = 0
    union all
    {{ seed_problem(
        'scoring_models', 'is_primary',
        'is a second primary model for {audience} contacts; '
        ~ 'one model decides who sales calls'
    ) }}
    from rival_models
    union all
    {{ seed_problem(
        'scoring_models', 'is_active',
        'no model is active; say yes in one row', 'null'
    ) }}
    from active_models
    where models = 0
    union all
    {{ seed_problem(
        'score_components', 'weight',
        'weighs the total; weigh its components instead'
    ) }}
    from score_components
    where component = 'total' and weight <> 1
)

select * from problems
