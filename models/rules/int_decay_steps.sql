-- A curve as changes: what is gained or lost at each age. A rule without a
-- curve takes the curve '', which keeps everything for ever.
with

decay_steps as (
    {{ typed_seed('decay_curves') }}
),

curves as (
    select distinct decay_curve from decay_steps
    union all
    select '' as decay_curve
),

fresh_steps as (
    select
        curves.decay_curve,
        0 as age_days,
        {{ whole_weight() }} as remaining
    from curves
    left join decay_steps
        on
            curves.decay_curve = decay_steps.decay_curve
            and decay_steps.age_days = 0
    where decay_steps.decay_curve is null
),

all_steps as (
    select * from fresh_steps
    union all
    select
        decay_curve,
        age_days,
        cast(remaining * {{ whole_weight() }} as integer) as remaining
    from decay_steps
),

changes as (
    select
        decay_curve,
        age_days,
        remaining,
        remaining - lag(remaining, 1, 0) over (
            partition by decay_curve order by age_days
        ) as change,
        lead(age_days) over (
            partition by decay_curve order by age_days
        ) as next_age_days
    from all_steps
)

select * from changes
