-- The models whose rows were edited since the last build. None in a build that
-- reads everything.
with

scoring_models as (
    select * from {{ ref('stg_scoring_models') }}
),

changed_models as (
    select scoring_models.model_key
    from scoring_models
    {% if only_news() %}
        inner join {{ source('runs', 'changed_models') }} as edited_models
            on scoring_models.scoring_model = edited_models.scoring_model
    {% else %}
        where false
    {% endif %}
)

select * from changed_models
