-- The step in which the model's numbers are written: hundreds where all of
-- them are hundreds, ones where nothing larger divides them.
create or replace temp table unit as
with numbers as (
    select
        scoring_model,
        points_each as points
    from staging.stg_point_rules
    union all
    select
        scoring_model,
        points
    from staging.stg_point_tiers
    union all
    select
        scoring_model,
        points
    from staging.stg_fit_rules
    union all
    select
        scoring_model,
        points
    from staging.stg_rfm_bands
),

powers as (
    select power(10, exponent) as unit
    from range(8) as exponents (exponent)
),

divided as (
    select
        powers.unit,
        max(numbers.points % powers.unit) as highest_rest,
        min(numbers.points % powers.unit) as lowest_rest
    from powers
    cross join numbers
    inner join choice
        on numbers.scoring_model = choice.scoring_model
    where numbers.points <> 0
    group by powers.unit
)

select cast(coalesce(max(unit), 1) as bigint) as unit
from divided
where highest_rest = 0 and lowest_rest = 0
