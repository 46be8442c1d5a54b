with

labels as (
    {{ seed_rows('labels') }}
),

ranked as (
    select
        *,
        {{ read_whole_number('rank') }} as label_rank,
        min(row_number) over (partition by trim(scoring_model), trim(label))
            as first_row
    from labels
),

rank_zero as (
    select
        scoring_models.scoring_model,
        count(distinct trim(ranked.label)) as labels,
        max(ranked.row_number) as row_number
    from {{ ref('scoring_models') }} as scoring_models
    left join ranked
        on
            trim(scoring_models.scoring_model) = trim(ranked.scoring_model)
            and ranked.label_rank = 0
    group by scoring_models.scoring_model
),

differences as (
    select
        later.row_number,
        later.first_row,
        later.label_rank <> earlier.label_rank as other_rank,
        trim(later.next_action) <> trim(earlier.next_action) as other_action
    from ranked as later
    inner join ranked as earlier
        on later.first_row = earlier.row_number
),

shared_ranks as (
    select
        scoring_model,
        label_rank,
        max(row_number) as row_number
    from ranked
    where label_rank > 0
    group by
        scoring_model,
        label_rank
    having count(distinct trim(label)) > 1
),

problems as (
    {{ check_filled('labels', ['scoring_model', 'label', 'rank', 'next_action', 'why']) }}
    union all
    {{ check_whole_number('labels', ['rank', 'alternative']) }}
    union all
    {{ check_known('labels', 'scoring_model', 'scoring_models', 'scoring_model') }}
    union all
    {{ seed_problem('labels', 'rank', "'model ' || scoring_model || ' has no label of rank 0; add the one that holds when no other does'", 'null') }}
    from rank_zero
    where labels = 0
    union all
    {{ seed_problem('labels', 'rank', "'is a second rank 0 of model ' || scoring_model || '; only one label can hold when no other does'") }}
    from rank_zero
    where labels > 1
    union all
    {{ seed_problem('labels', 'rank', "'is shared by two labels; give each its own'") }}
    from shared_ranks
    union all
    {{ seed_problem('labels', 'rank', "'differs from row ' || cast(first_row as " ~ dbt.type_string() ~ ") || ' of the same label'") }}
    from differences
    where other_rank
    union all
    {{ seed_problem('labels', 'next_action', "'differs from row ' || cast(first_row as " ~ dbt.type_string() ~ ") || ' of the same label'") }}
    from differences
    where other_action
)

select * from problems
