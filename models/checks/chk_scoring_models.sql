with

scoring_models as (
    {{ seed_rows('scoring_models') }}
),

labels as (
    select distinct
        trim(scoring_model) as scoring_model,
        trim(label) as label
    from {{ ref('labels') }}
),

primary_models as (
    select
        audiences.audience,
        max(scoring_models.row_number) as row_number,
        count(*) as models
    from scoring_models
    inner join (
        select 'b2b' as audience
        union all
        select 'b2c' as audience
    ) as audiences
        on lower(trim(scoring_models.audience)) in ('all', audiences.audience)
    where
        {{ is_yes('scoring_models.is_active') }}
        and {{ is_yes('scoring_models.is_primary') }}
    group by audiences.audience
    having count(*) > 1
),

problems as (
    {{ check_filled('scoring_models', ['scoring_model', 'audience', 'is_primary', 'is_active', 'why']) }}
    union all
    {{ check_one_of('scoring_models', 'audience', ['b2b', 'b2c', 'all']) }}
    union all
    {{ check_one_of('scoring_models', 'is_primary', ['yes', 'no']) }}
    union all
    {{ check_one_of('scoring_models', 'is_active', ['yes', 'no']) }}
    union all
    {{ check_unique('scoring_models', ['scoring_model']) }}
    union all
    {{ seed_problem(
        'scoring_models', 'handover_label',
        quoted('scoring_models.handover_label')
        ~ " || ' is no label of this model in labels.csv; correct it, or leave it empty to never hand over'",
        'scoring_models.row_number'
    ) }}
    from scoring_models
    left join labels
        on
            trim(scoring_models.scoring_model) = labels.scoring_model
            and trim(scoring_models.handover_label) = labels.label
    where
        not {{ is_blank('scoring_models.handover_label') }}
        and labels.label is null
    union all
    {{ seed_problem(
        'scoring_models', 'handover_label',
        "'is the label of rank 0, which everybody has; sales would be called for all'",
        'scoring_models.row_number'
    ) }}
    from scoring_models
    inner join {{ ref('labels') }} as rank_zero
        on
            trim(scoring_models.scoring_model) = trim(rank_zero.scoring_model)
            and trim(scoring_models.handover_label) = trim(rank_zero.label)
            and trim(rank_zero.rank) = '0'
    union all
    {{ seed_problem(
        'scoring_models', 'is_primary',
        "'is a second primary model for ' || audience || ' contacts; one model decides who sales calls'"
    ) }}
    from primary_models
    union all
    {{ seed_problem(
        'scoring_models', 'is_active', "'no model is active; say yes in one row'", 'null'
    ) }}
    from (select count(*) as models from scoring_models
    where {{ is_yes('is_active') }}) as active_models
    where models = 0
)

select * from problems
