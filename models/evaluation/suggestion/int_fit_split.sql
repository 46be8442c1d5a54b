-- Where training ends and the test begins. Unless asked for otherwise, the last
-- third of the snapshots is the test, and an outcome of the training has
-- happened, or not, by the first day of the test. The unit is the step in which
-- the model's numbers are written: hundreds where all of them are hundreds, ones
-- where nothing larger divides them.
{% set model = var('suggest_model') | replace("'", "''") %}

with

chosen_model as (
    select
        models.model_key,
        models.scoring_model,
        levels.min_conversions,
        levels.min_contacts
    from {{ ref('stg_scoring_models') }} as models
    cross join {{ ref('int_proof_levels') }} as levels
    where models.scoring_model = '{{ model }}'
),

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

units as (
    select powers.unit
    from powers
    cross join numbers
    inner join chosen_model
        on numbers.scoring_model = chosen_model.scoring_model
    where numbers.points <> 0
    group by powers.unit
    having max(abs(numbers.points) % powers.unit) = 0
),

outcomes as (
    select distinct
        model_key,
        outcome,
        population,
        horizon_days
    from {{ ref('int_snapshots') }}
),

observations as (
    select observations.*
    from {{ ref('int_observations') }} as observations
    inner join chosen_model
        on observations.model_key = chosen_model.model_key
    where observations.status = 'evaluated'
),

snapshots as (
    select
        snapshot_on,
        min(observed_on) as starts_on,
        row_number() over (order by snapshot_on desc) as snapshots_to_the_last,
        count(*) over () as snapshots
    from observations
    group by snapshot_on
),

last_third as (
    select min(starts_on) as starts_on
    from snapshots
    where snapshots_to_the_last <= greatest(1, floor(snapshots / 3.0))
),

split_days as (
    select
        chosen_model.*,
        outcomes.outcome,
        outcomes.population,
        outcomes.horizon_days,
        {{ chosen_day('suggest_train_to') }} as chosen_train_to,
        coalesce(
            {{ chosen_day('suggest_test_from') }},
            {{ add_days(
                chosen_day('suggest_train_to'), 'outcomes.horizon_days'
            ) }},
            last_third.starts_on
        ) as test_from
    from chosen_model
    cross join last_third
    left join outcomes
        on chosen_model.model_key = outcomes.model_key
),

split as (
    select
        model_key,
        scoring_model,
        outcome,
        population,
        horizon_days,
        min_conversions,
        min_contacts,
        coalesce(
            chosen_train_to, {{ add_days('test_from', '-horizon_days') }}
        ) as train_to,
        test_from,
        (select coalesce(max(units.unit), 1) from units) as unit
    from split_days
)

select * from split
