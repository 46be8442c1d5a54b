with

scoring_models as (
    select * from {{ ref('scoring_models') }}
),

typed_rows as (
    select
        {{ tidy('scoring_model') }} as scoring_model,
        lower({{ tidy('audience') }}) as audience,
        {{ tidy('handover_label') }} as handover_label,
        {{ is_yes('is_primary') }} as is_primary,
        {{ is_yes('is_active') }} as is_active
    from scoring_models
),

-- Numbered before the idle ones go: a model keeps its number while it rests.
numbered_models as (
    select
        *,
        cast(row_number() over (order by scoring_model) as integer)
            as model_key
    from typed_rows
),

active_models as (
    select
        model_key,
        scoring_model,
        audience,
        handover_label,
        is_primary
    from numbered_models
    where is_active
)

select * from active_models
