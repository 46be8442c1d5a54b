with

weighted_counts as (
    select * from {{ ref('weighted_counts_this_run') }}
),

point_values as (
    select * from {{ ref('point_values_this_run') }}
),

running_points as (
    select
        weighted_counts.*,
        point_values.model_key,
        point_values.points as points_now
    from weighted_counts
    inner join point_values
        on
            weighted_counts.rule_key = point_values.rule_key
            and weighted_counts.weight = point_values.weight
),

point_changes as (
    select
        *,
        points_now - lag(points_now, 1, 0) over (
            partition by contact_key, rule_key
            order by effective_on
        ) as points
    from running_points
),

behaviour_points as (
    select
        contact_key,
        model_key,
        rule_key,
        effective_on,
        case cause
            when {{ cause('earned') }} then 'earned'
            when {{ cause('reset') }} then 'reset'
            else 'faded'
        end as reason,
        occurrences,
        {{ weighted_count('weight') }} as weighted_count,
        points
    from point_changes
    where points <> 0
)

select * from behaviour_points
