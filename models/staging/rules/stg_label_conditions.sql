with

labels as (
    select * from {{ ref('labels') }}
),

typed_rows as (
    select
        {{ tidy('scoring_model') }} as scoring_model,
        {{ tidy('label') }} as label,
        {{ read_whole_number('rank') }} as label_rank,
        {{ read_whole_number('alternative') }} as alternative,
        {{ tidy('component') }} as measure,
        lower({{ tidy('at_least') }}) = 'journey' as is_journey,
        {{ read_number('at_least') }} as at_least,
        {{ tidy('next_action') }} as next_action
    from labels
)

select * from typed_rows
