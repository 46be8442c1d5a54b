with

rules as (
    select
        {{ text_hash('scoring_model') }} as model_key,
        scoring_model,
        behaviour,
        cast(points as integer) as points
    from {{ ref('points') }}
)

select * from rules
