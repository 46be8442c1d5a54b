-- What a condition may be held against: the components, and the rules that the
-- model itself prices.
{% set most_rule_conditions = 60 %}

with

labels as (
    {{ seed_rows('labels') }}
),

measures as (
    {% for component in ['behaviour', 'fit', 'rfm', 'total'] %}
        select
            trim(scoring_model) as scoring_model,
            '{{ component }}' as measure,
            0 as is_rule
        from {{ ref('scoring_models') }}
        union
    {% endfor %}
    select trim(scoring_model), trim(behaviour), 1 from {{ ref('point_grid') }}
    union
    select trim(scoring_model), lower(trim(attribute)), 1 from {{ ref('fit_points') }}
    union
    select trim(scoring_model), lower(trim(measure)), 1 from {{ ref('rfm_bands') }}
),

conditions as (
    select
        labels.*,
        measures.is_rule,
        journeys.scoring_model as journey_model
    from labels
    left join measures
        on
            trim(labels.scoring_model) = measures.scoring_model
            and trim(labels.component) = measures.measure
    left join (
        select distinct trim(scoring_model) as scoring_model
        from {{ ref('journey_steps') }}
    ) as journeys
        on trim(labels.scoring_model) = journeys.scoring_model
),

crowded_models as (
    select max(row_number) as row_number
    from conditions
    where is_rule = 1
    group by scoring_model
    having count(*) > {{ most_rule_conditions }}
),

problems as (
    {{ seed_problem('labels', 'component', quoted('component') ~ " || ' is neither a component (behaviour, fit, rfm, total) nor a rule this model gives points for'") }}
    from conditions
    where not {{ is_blank('component') }} and is_rule is null
    union all
    {{ seed_problem('labels', 'at_least', quoted('at_least') ~ " || ' is neither a number nor the word journey'") }}
    from conditions
    where
        not {{ is_blank('at_least') }}
        and lower(trim(at_least)) <> 'journey'
        and not {{ is_number('at_least') }}
    union all
    {{ seed_problem('labels', 'at_least', "'asks for the journey, but journey_steps.csv has no steps for this model'") }}
    from conditions
    where lower(trim(at_least)) = 'journey' and journey_model is null
    union all
    {{ seed_problem('labels', 'component', "'rank 0 has a condition; it is what holds when nothing else does'") }}
    from conditions
    where
        trim(rank) = '0'
        and not ({{ is_blank('component') }} and {{ is_blank('at_least') }})
    {% for column in ['alternative', 'component', 'at_least'] %}
        union all
        {{ seed_problem('labels', column, "'is empty; a label above rank 0 needs conditions'") }}
        from conditions
        where trim(rank) <> '0' and {{ is_blank(column) }}
    {% endfor %}
    union all
    {{ seed_problem('labels', 'component', "'is one condition on a rule too many; a model may have " ~ most_rule_conditions ~ "'") }}
    from crowded_models
)

select * from problems
