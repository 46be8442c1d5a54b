with

labels as (
    {{ typed_seed('labels', also=['row_number']) }}
),

scoring_models as (
    {{ typed_seed('scoring_models') }}
),

first_rows as (
    select
        scoring_model,
        label,
        min(row_number) as first_row
    from labels
    group by
        scoring_model,
        label
),

differences as (
    select
        labels.row_number,
        first_rows.first_row,
        labels.label_rank <> first_labels.label_rank as is_other_rank,
        labels.next_action <> first_labels.next_action as is_other_action
    from labels
    inner join first_rows
        on
            labels.scoring_model = first_rows.scoring_model
            and labels.label = first_rows.label
    inner join labels as first_labels
        on first_rows.first_row = first_labels.row_number
),

ranks_zero as (
    select
        scoring_models.scoring_model,
        count(distinct labels.label) as labels,
        max(labels.row_number) as row_number
    from scoring_models
    left join labels
        on
            scoring_models.scoring_model = labels.scoring_model
            and labels.label_rank = 0
    group by scoring_models.scoring_model
),

shared_ranks as (
    select
        scoring_model,
        label_rank,
        max(row_number) as row_number
    from labels
    where label_rank > 0
    group by
        scoring_model,
        label_rank
    having count(distinct label) > 1
),

problems as (
    {{ seed_problem(
        'labels', 'rank',
        'model {scoring_model} has no label of rank 0; '
        ~ 'add the one that holds when no other does',
        'null'
    ) }}
    from ranks_zero
    where labels = 0
    union all
    {{ seed_problem(
        'labels', 'rank',
        'is a second rank 0 of model {scoring_model}; '
        ~ 'only one label can hold when no other does'
    ) }}
    from ranks_zero
    where labels > 1
    union all
    {{ seed_problem(
        'labels', 'rank', 'is shared by two labels; give each its own'
    ) }}
    from shared_ranks
    union all
    {{ seed_problem(
        'labels', 'rank', 'differs from row {first_row} of the same label'
    ) }}
    from differences
    where is_other_rank
    union all
    {{ seed_problem(
        'labels', 'next_action',
        'differs from row {first_row} of the same label'
    ) }}
    from differences
    where is_other_action
)

select * from problems
