-- The step in which a model's numbers are written: hundreds where all of them
-- are hundreds, ones where nothing larger divides them.
with

numbers as (
    select
        scoring_model,
        points_each as points
    from {{ ref('stg_point_rules') }}
    union all
    select
        scoring_model,
        written_points as points
    from {{ ref('int_point_tiers') }}
    {% for relation in ['stg_fit_rules', 'stg_rfm_bands'] %}
        union all
        select
            scoring_model,
            points
        from {{ ref(relation) }}
    {% endfor %}
),

powers as (
    {% for exponent in range(8) %}
        select cast({{ 10 ** exponent }} as bigint) as unit
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

divided as (
    select
        numbers.scoring_model,
        powers.unit,
        max(abs(numbers.points) % powers.unit) as rest
    from powers
    cross join numbers
    where numbers.points <> 0
    group by
        numbers.scoring_model,
        powers.unit
),

point_units as (
    select
        models.scoring_model,
        coalesce(max(divided.unit), 1) as unit
    from {{ ref('stg_scoring_models') }} as models
    left join divided
        on
            models.scoring_model = divided.scoring_model
            and divided.rest = 0
    group by models.scoring_model
)

select * from point_units
