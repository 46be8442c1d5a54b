with

scoring_models as (
    {{ typed_seed('scoring_models') }}
),

keyed_models as (
    select
        *,
        {{ text_hash('scoring_model') }} as model_key
    from scoring_models
),

active_models as (
    select
        model_key,
        scoring_model,
        audience,
        handover_label,
        is_primary
    from keyed_models
    where is_active
)

select * from active_models
