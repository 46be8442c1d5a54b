-- A condition is held against a component, or against a rule that the model
-- itself prices.
{% set most_rule_conditions = 60 %}

with

labels as (
    {{ typed_seed('labels', also=[
        'row_number',
        is_blank('alternative') ~ ' as is_alternative_empty',
        is_blank('component') ~ ' as is_component_empty',
        is_blank('at_least') ~ ' as is_at_least_empty',
        "lower(trim(at_least)) = 'journey' as is_journey",
    ]) }}
),

journey_steps as (
    {{ typed_seed('journey_steps', also=['row_number']) }}
),

point_grid as (
    {{ typed_seed('point_grid', also=['row_number']) }}
),

first_tiers as (
    select
        row_number,
        {{ read_number('cell') }} as points
    from {{ ref('int_seed_cells') }}
    where
        seed = 'point_grid'
        and column_name like 'from@_%' escape '@'
        and {{ read_whole_number("replace(column_name, 'from_', '')") }} = 1
),

-- Behaviours that earn something the first time.
earning_rules as (
    select
        point_grid.scoring_model,
        point_grid.behaviour
    from point_grid
    left join first_tiers
        on point_grid.row_number = first_tiers.row_number
    where
        {{ within_max(
            'coalesce(point_grid.points_each, first_tiers.points, 0)',
            'point_grid.max_points'
        ) }} > 0
),

rules as (
    select
        trim(scoring_model) as scoring_model,
        trim(behaviour) as measure,
        true as is_behaviour
    from {{ ref('point_grid') }}
    union
    select
        trim(scoring_model) as scoring_model,
        lower(trim(attribute)) as measure,
        false as is_behaviour
    from {{ ref('fit_points') }}
    union
    select
        trim(scoring_model) as scoring_model,
        lower(trim(measure)) as measure,
        false as is_behaviour
    from {{ ref('rfm_bands') }}
),

conditions as (
    select
        labels.*,
        lower(labels.measure) in ('behaviour', 'fit', 'rfm', 'total')
            as is_component,
        rules.measure is not null as is_rule
    from labels
    left join rules
        on
            labels.scoring_model = rules.scoring_model
            and (
                labels.measure = rules.measure
                or (
                    not rules.is_behaviour
                    and lower(labels.measure) = rules.measure
                )
            )
),

crowded_models as (
    select max(row_number) as row_number
    from conditions
    where is_rule
    group by scoring_model
    having count(*) > {{ most_rule_conditions }}
),

problems as (
    {{ seed_problem(
        'labels', 'component',
        "'{measure}' is neither a component (behaviour, fit, rfm, total) "
        ~ 'nor a rule this model gives points for'
    ) }}
    from conditions
    where not is_component and not is_rule
    union all
    {{ seed_problem(
        'labels', 'at_least',
        'asks for the journey, but journey_steps.csv has no steps for this model'
    ) }}
    from conditions
    where
        is_journey
        and scoring_model not in (
            select steps.scoring_model from journey_steps as steps
            where steps.scoring_model is not null
        )
    union all
    {{ seed_problem(
        'labels', 'component',
        'rank 0 has a condition; it is what holds when nothing else does'
    ) }}
    from conditions
    where label_rank = 0 and not (is_component_empty and is_at_least_empty)
    {% for column in ['alternative', 'component', 'at_least'] %}
        union all
        {{ seed_problem(
            'labels', column, 'is empty; a label above rank 0 needs conditions'
        ) }}
        from conditions
        where coalesce(label_rank, 1) > 0 and is_{{ column }}_empty
    {% endfor %}
    union all
    {{ seed_problem(
        'labels', 'component',
        'is one condition on a rule too many; a model may have '
        ~ most_rule_conditions
    ) }}
    from crowded_models
    union all
    {{ seed_problem(
        'journey_steps', 'behaviour',
        "'{journey_steps.behaviour}' earns no points the first time in "
        ~ 'point_grid.csv for this model; give it points or take the step out'
    ) }}
    from journey_steps
    left join earning_rules
        on
            journey_steps.scoring_model = earning_rules.scoring_model
            and journey_steps.behaviour = earning_rules.behaviour
    where earning_rules.behaviour is null
)

select * from problems
