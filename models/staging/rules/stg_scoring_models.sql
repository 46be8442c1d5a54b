with

scoring_models as (
    select * from {{ ref('scoring_models') }}
),

typed_rows as (
    select
        {{ tidy('scoring_model') }} as scoring_model,
        lower({{ tidy('audience') }}) as audience,
        {{ tidy('handover_label') }} as handover_label,
        {{ is_yes('is_primary') }} as is_primary
    from scoring_models
    where {{ is_yes('is_active') }}
)

select * from typed_rows
