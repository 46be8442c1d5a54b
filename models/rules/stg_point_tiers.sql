with

point_grid as (
    select * from {{ ref('point_grid') }}
),

cells as (
    {{ unpivot_columns('point_grid', ['scoring_model', 'behaviour']) }}
),

tiers as (
    select
        {{ tidy('scoring_model') }} as scoring_model,
        {{ tidy('behaviour') }} as behaviour,
        {{ read_whole_number("replace(column_name, 'from_', '')") }}
            as tier_from,
        {{ read_number('cell') }} as points
    from cells
    where
        column_name like 'from@_%' escape '@'
        and not {{ is_blank('cell') }}
)

select * from tiers
