-- One row per contact, scoring model and behaviour: what it is worth today.
with

how_counted as (
    select
        behaviour,
        any_value(count_by) as count_by,
        any_value(reset_by) as reset_by
    from {{ ref('behaviours') }}
    group by behaviour
),

resets as (
    select
        occurrences.contact_id,
        how_counted.behaviour,
        max(occurrences.occurred_at) as reset_at
    from {{ ref('occurrences') }} as occurrences
    inner join how_counted on occurrences.behaviour = how_counted.reset_by
    group by occurrences.contact_id, how_counted.behaviour
),

days as (
    select
        occurrences.contact_id,
        occurrences.behaviour,
        cast(occurrences.occurred_at as date) as day,
        case
            when any_value(how_counted.count_by) = 'day' then 1
            else sum(occurrences.occurrences)
        end as occurrences
    from {{ ref('occurrences') }} as occurrences
    inner join how_counted on occurrences.behaviour = how_counted.behaviour
    left join resets
        on
            occurrences.contact_id = resets.contact_id
            and occurrences.behaviour = resets.behaviour
    where resets.reset_at is null or resets.reset_at <= occurrences.occurred_at
    group by occurrences.contact_id, occurrences.behaviour, day
),

grid as (
    select
        grid.scoring_model,
        grid.behaviour,
        grid.decay_curve,
        cast(grid.each as decimal(9, 4)) as each,
        cast(grid.max as decimal(9, 4)) as most,
        coalesce(cast(components.weight as decimal(9, 4)), 1) as weight,
        [cast(grid.from_10 as decimal(9, 4)), cast(grid.from_5 as decimal(9, 4)),
            cast(grid.from_2 as decimal(9, 4)), cast(grid.from_1 as decimal(9, 4))] as tiers
    from {{ ref('point_grid') }} as grid
    left join {{ ref('score_components') }} as components
        on
            grid.scoring_model = components.scoring_model
            and components.component = 'behaviour'
),

steps as (
    select
        decay_curve,
        cast(age_days as integer) as from_days,
        cast(remaining as decimal(9, 4)) as remaining,
        lead(cast(age_days as integer), 1, 1000000) over (
            partition by decay_curve order by cast(age_days as integer)
        ) as until_days
    from (
        select decay_curve, age_days, remaining from {{ ref('decay_curves') }}
        union all
        select distinct decay_curve, '0', '1' from {{ ref('decay_curves') }}
    )
),

weighted as (
    select
        days.contact_id,
        grid.scoring_model,
        days.behaviour,
        sum(days.occurrences * coalesce(steps.remaining, 1)) as weighted_count
    from days
    cross join {{ ref('as_of') }} as today
    inner join grid on days.behaviour = grid.behaviour
    left join steps
        on
            grid.decay_curve = steps.decay_curve
            and today.as_of - days.day >= steps.from_days
            and today.as_of - days.day < steps.until_days
    group by days.contact_id, grid.scoring_model, days.behaviour
),

-- Few different counts occur.
counts as (
    select distinct
        scoring_model,
        behaviour,
        weighted_count,
        unnest([floor(weighted_count), floor(weighted_count) + 1]) as whole_count
    from weighted
),

at_whole_counts as (
    select
        counts.*,
        case
            when counts.whole_count >= 10 then coalesce(grid.tiers[1], grid.tiers[2], grid.tiers[3], grid.tiers[4])
            when counts.whole_count >= 5 then coalesce(grid.tiers[2], grid.tiers[3], grid.tiers[4])
            when counts.whole_count >= 2 then coalesce(grid.tiers[3], grid.tiers[4])
            when counts.whole_count >= 1 then grid.tiers[4]
        end as tier_points,
        grid.most
    from counts
    inner join grid
        on
            counts.scoring_model = grid.scoring_model
            and counts.behaviour = grid.behaviour
),

between_tiers as (
    select
        scoring_model,
        behaviour,
        weighted_count,
        arg_min(within_max, whole_count) as low,
        arg_max(within_max, whole_count) as high
    from (
        select
            *,
            case
                when most is null then coalesce(tier_points, 0)
                when most < 0 then greatest(coalesce(tier_points, 0), most)
                else least(coalesce(tier_points, 0), most)
            end as within_max
        from at_whole_counts
    )
    group by scoring_model, behaviour, weighted_count
),

prices as (
    select
        between_tiers.scoring_model,
        between_tiers.behaviour,
        between_tiers.weighted_count,
        cast(round(grid.weight * case
            when grid.each is null then
                low + (weighted_count - floor(weighted_count)) * (high - low)
            when grid.most < 0 then greatest(weighted_count * grid.each, grid.most)
            else least(weighted_count * grid.each, grid.most)
        end) as integer) as points
    from between_tiers
    inner join grid
        on
            between_tiers.scoring_model = grid.scoring_model
            and between_tiers.behaviour = grid.behaviour
)

select
    weighted.contact_id,
    weighted.scoring_model,
    weighted.behaviour,
    prices.points
from weighted
inner join prices
    on
        weighted.scoring_model = prices.scoring_model
        and weighted.behaviour = prices.behaviour
        and weighted.weighted_count = prices.weighted_count
