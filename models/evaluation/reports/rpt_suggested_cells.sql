-- The why of a changed row: what the data said, and what stood there.
with

split as (
    select * from {{ ref('rpt_suggestion') }}
),

steps as (
    select
        component,
        rule,
        case when piece in ('band', 'level') then band else '' end as band,
        step_number,
        case when piece = 'tier' then 'from ' || step_number || ': ' else '' end
        || 'of ' || cases_with || ' cases '
        || coalesce(
            {{ ratio('100 * converted_with', 'cases_with', 1) }}, 0
        )
        || ' % converted, of the others '
        || coalesce(
            {{ ratio('100 * converted_without', 'cases_without', 1) }}, 0
        )
        || ' %'
        || coalesce(
            ' (lift ' || {{ ratio(
                'converted_with * cases_without',
                '(cases_with * converted_without)', 2
            ) }} || ')', ''
        )
        || case
            when left_because is not null
                then ', step left as it is: ' || left_because
            when not is_different then ', no difference'
            else ''
        end as sentence
    from {{ ref('int_fit_verdicts') }}
),

sentences as (
    select
        component,
        rule,
        band,
        {{ dbt.listagg('sentence', "'; '", 'order by step_number') }}
            as sentence
    from steps
    group by
        component,
        rule,
        band
),

all_edits as (
    select * from {{ ref('int_point_edits') }}
    union all
    select * from {{ ref('int_threshold_edits') }}
),

edits as (
    select
        all_edits.seed,
        all_edits.row_number,
        all_edits.column_name,
        all_edits.component,
        all_edits.rule,
        all_edits.band,
        all_edits.was,
        all_edits.now,
        all_edits.why,
        coalesce(all_edits.sentence, sentences.sentence) as sentence
    from all_edits
    left join sentences
        on
            all_edits.component = sentences.component
            and all_edits.rule = sentences.rule
            and all_edits.band = sentences.band
),

rows_before as (
    select
        seed,
        row_number,
        {{ dbt.listagg(
            "column_name || ' ' || was", "', '", 'order by column_name'
        ) }} as cells
    from edits
    group by
        seed,
        row_number
),

suggested_cells as (
    select
        edits.seed,
        edits.row_number,
        edits.column_name,
        edits.component,
        edits.rule,
        edits.band,
        edits.was,
        edits.now,
        'Suggested from the cases of ' || split.train_from || ' to '
        || split.train_to || ': ' || edits.sentence || '. Was '
        || rows_before.cells || ': ' || edits.why as why
    from edits
    cross join split
    inner join rows_before
        on
            edits.seed = rows_before.seed
            and edits.row_number = rows_before.row_number
)

select * from suggested_cells
