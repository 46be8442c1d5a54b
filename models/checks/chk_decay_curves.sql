with

decay_curves as (
    {{ seed_rows('decay_curves') }}
),

steps as (
    select
        row_number,
        {{ read_number('remaining') }} as remaining,
        lag({{ read_number('remaining') }}) over (
            partition by trim(decay_curve)
            order by {{ read_whole_number('age_days') }}
        ) as remaining_before
    from decay_curves
),

-- Ledger rows are dated ahead by these days; a century is far enough.
too_old as (
    select row_number
    from decay_curves
    where {{ read_whole_number('age_days') }} > 36500
),

problems as (
    {{ check_filled('decay_curves', ['decay_curve', 'age_days', 'remaining', 'why']) }}
    union all
    {{ check_whole_number('decay_curves', ['age_days']) }}
    union all
    {{ check_number('decay_curves', ['remaining']) }}
    union all
    {{ check_unique('decay_curves', ['decay_curve', 'age_days']) }}
    union all
    {{ seed_problem('decay_curves', 'age_days', "'is more than a century; take the row out'") }}
    from too_old
    union all
    {{ seed_problem('decay_curves', 'remaining', "'lies outside 0 to 1; half is written 0.5'") }}
    from steps
    where remaining < 0 or remaining > 1
    union all
    {{ seed_problem('decay_curves', 'remaining', "'rises with age; what is forgotten does not come back by itself'") }}
    from steps
    where remaining > remaining_before
)

select * from problems
