-- One row per contact and scoring model: points, and the best label that holds.
with

first_times as (
    select
        steps.scoring_model,
        sum(case
            when grid.max is null then coalesce(cast(grid.each as decimal(9, 4)), cast(grid.from_1 as decimal(9, 4)))
            else least(coalesce(cast(grid.each as decimal(9, 4)), cast(grid.from_1 as decimal(9, 4))), cast(grid.max as decimal(9, 4)))
        end) as points
    from {{ ref('journey_steps') }} as steps
    inner join {{ ref('point_grid') }} as grid
        on steps.scoring_model = grid.scoring_model and steps.behaviour = grid.behaviour
    group by steps.scoring_model
),

conditions as (
    select
        labels.scoring_model,
        labels.label,
        cast(labels.rank as integer) as rank,
        labels.alternative,
        labels.component,
        case
            when labels.at_least = 'journey' then first_times.points
            else cast(labels.at_least as decimal(9, 4))
        end as at_least
    from {{ ref('labels') }} as labels
    left join first_times on labels.scoring_model = first_times.scoring_model
),

alternatives as (
    select
        scoring_model,
        label,
        rank,
        alternative,
        count(component) as conditions
    from conditions
    group by scoring_model, label, rank, alternative
),

measures as (
    unpivot (
        select
            contact_id,
            scoring_model,
            behaviour_points as behaviour,
            fit_points as fit,
            rfm_points as rfm,
            total_points as total
        from {{ ref('scores') }}
    ) on behaviour, fit, rfm, total into name component value points
    union all
    select
        contact_id,
        scoring_model,
        behaviour,
        points
    from {{ ref('behaviour_points') }}
),

held as (
    select
        measures.contact_id,
        measures.scoring_model,
        conditions.label,
        conditions.alternative,
        count(*) as conditions
    from measures
    inner join conditions
        on
            measures.scoring_model = conditions.scoring_model
            and measures.component = conditions.component
            and measures.points >= conditions.at_least
    group by measures.contact_id, measures.scoring_model, conditions.label, conditions.alternative
),

best as (
    select
        held.contact_id,
        held.scoring_model,
        arg_max(alternatives.label, alternatives.rank) as label
    from held
    inner join alternatives
        on
            held.scoring_model = alternatives.scoring_model
            and held.label = alternatives.label
            and held.alternative is not distinct from alternatives.alternative
            and held.conditions = alternatives.conditions
    group by held.contact_id, held.scoring_model
)

select
    scores.*,
    coalesce(best.label, otherwise.label) as label
from {{ ref('scores') }} as scores
left join best
    on
        scores.contact_id = best.contact_id
        and scores.scoring_model = best.scoring_model
left join alternatives as otherwise
    on scores.scoring_model = otherwise.scoring_model and otherwise.conditions = 0
