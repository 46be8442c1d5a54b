-- The numbers of the seeds in force, with the row that a spreadsheet shows (the
-- header is row 1) and the rule that they belong to.
with

point_rows as (
    select * from {{ ref('point_grid') }}
),

fit_rows as (
    select * from {{ ref('fit_points') }}
),

rfm_rows as (
    select * from {{ ref('rfm_bands') }}
),

component_rows as (
    select * from {{ ref('score_components') }}
),

label_rows as (
    select * from {{ ref('labels') }}
),

point_cells as (
    {{ unpivot_columns(
        'point_rows', ['row_number', 'scoring_model', 'behaviour', 'why']
    ) }}
),

cells as (
    select
        'point_grid' as seed,
        row_number,
        column_name,
        scoring_model,
        'behaviour' as component,
        {{ tidy('behaviour') }} as rule,
        '' as band,
        cell,
        why
    from point_cells
    where
        column_name in ('each', 'max')
        or column_name like 'from@_%' escape '@'
    union all
    select
        'fit_points' as seed,
        row_number,
        'points' as column_name,
        scoring_model,
        'fit' as component,
        lower({{ tidy('attribute') }}) as rule,
        {{ band_name(
            read_number('at_least'), read_number('below'),
            'lower(' ~ tidy('equals') ~ ')'
        ) }} as band,
        points as cell,
        why
    from fit_rows
    union all
    select
        'rfm_bands' as seed,
        row_number,
        'points' as column_name,
        scoring_model,
        'rfm' as component,
        lower({{ tidy('measure') }}) as rule,
        {{ band_name(
            read_number('at_least'), read_number('below'), tidy('level')
        ) }} as band,
        points as cell,
        why
    from rfm_rows
    union all
    select
        'score_components' as seed,
        row_number,
        'max' as column_name,
        scoring_model,
        lower({{ tidy('component') }}) as component,
        'bound' as rule,
        '' as band,
        max as cell,
        why
    from component_rows
    union all
    select
        'labels' as seed,
        row_number,
        'at_least' as column_name,
        scoring_model,
        {{ tidy('component') }} as component,
        {{ tidy('label') }} as rule,
        '' as band,
        at_least as cell,
        why
    from label_rows
),

seed_cells as (
    select
        seed,
        cast(row_number as integer) as row_number,
        column_name,
        {{ tidy('scoring_model') }} as scoring_model,
        component,
        rule,
        band,
        trim(cell) as cell,
        {{ read_number('cell') }} as cell_number,
        why
    from cells
    where not {{ is_blank('cell') }}
)

select * from seed_cells
