with

outcomes as (
    {{ seed_rows('outcomes') }}
),

problems as (
    {{ check_filled('outcomes', [
        'scoring_model', 'outcome', 'population', 'repeats', 'horizon_days',
        'why',
    ]) }}
    union all
    {{ check_known('outcomes', 'scoring_model', 'scoring_models', 'scoring_model') }}
    union all
    {{ check_one_of('outcomes', 'outcome', ['deal_opened', 'deal_won', 'purchase']) }}
    union all
    {{ check_one_of('outcomes', 'population', ['everybody', 'newcomers']) }}
    union all
    {{ check_one_of('outcomes', 'repeats', ['yes', 'no']) }}
    union all
    {{ check_whole_number('outcomes', ['horizon_days']) }}
    union all
    {{ check_unique('outcomes', ['scoring_model']) }}
    union all
    {{ seed_problem('outcomes', 'horizon_days', "'is below 1; an outcome needs at least one day to happen'") }}
    from outcomes
    where {{ read_whole_number('horizon_days') }} < 1
    union all
    {{ seed_problem('outcomes', 'horizon_days', "'is more than 3650; nobody waits ten years for an outcome'") }}
    from outcomes
    where {{ read_whole_number('horizon_days') }} > 3650
)

select * from problems
