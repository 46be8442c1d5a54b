with

score_components as (
    {{ seed_rows('score_components') }}
),

bounds as (
    select
        row_number,
        lower(trim(component)) as component,
        {{ read_number('weight') }} as weight,
        {{ read_number('min') }} as min_points,
        {{ read_number('max') }} as max_points
    from score_components
),

problems as (
    {{ check_filled('score_components', ['scoring_model', 'component', 'why']) }}
    union all
    {{ check_number('score_components', ['weight', 'min', 'max']) }}
    union all
    {{ check_one_of('score_components', 'component', ['behaviour', 'fit', 'rfm', 'total']) }}
    union all
    {{ check_known('score_components', 'scoring_model', 'scoring_models', 'scoring_model') }}
    union all
    {{ check_unique('score_components', ['scoring_model', 'component']) }}
    union all
    {{ seed_problem('score_components', 'weight', "'is not between 0 and 9999'") }}
    from bounds
    where weight < 0 or weight > 9999
    union all
    {{ seed_problem('score_components', 'weight', "'weighs the total; weigh its components instead'") }}
    from bounds
    where component = 'total' and weight <> 1
    union all
    {{ seed_problem('score_components', 'min', "'is above 0: who did nothing would be given points'") }}
    from bounds
    where min_points > 0
    union all
    {{ seed_problem('score_components', 'max', "'is below 0: who did nothing would lose points'") }}
    from bounds
    where max_points < 0
    {% for bound in ['min', 'max'] %}
        union all
        {{ seed_problem('score_components', bound, "'is not a whole number, and points are'") }}
        from bounds
        where {{ bound }}_points <> floor({{ bound }}_points)
    {% endfor %}
)

select * from problems
