-- Ages at which the fit points of somebody may change.
with

fit_rules as (
    select * from {{ ref('stg_fit_rules') }}
    where attribute = 'age'
),

age_edges as (
    select cast(ceil(at_least) as integer) as edge
    from fit_rules
    where at_least is not null
    union
    select cast(ceil(below) as integer) as edge
    from fit_rules
    where below is not null
    union
    select cast({{ read_number('equals') }} as integer) as edge
    from fit_rules
    where {{ is_number('equals') }}
    union
    select cast({{ read_number('equals') }} as integer) + 1 as edge
    from fit_rules
    where {{ is_number('equals') }}
)

select * from age_edges
