-- The why of a changed row: what the data said, and what stood there.
with

split as (
    select * from {{ ref('rpt_suggestion') }}
),

steps as (
    select
        prices.component,
        prices.rule,
        case when prices.piece in ('band', 'level') then prices.band else '' end
            as band,
        prices.step_number,
        case
            when prices.piece = 'tier'
                then 'from ' || prices.step_number || ': '
            else ''
        end
        || 'of ' || counts.cases_with || ' cases '
        || coalesce(
            {{ ratio('100 * counts.converted_with', 'counts.cases_with', 1) }},
            0
        )
        || ' % converted, of the others '
        || coalesce(
            {{ ratio(
                '100 * counts.converted_without', 'counts.cases_without', 1
            ) }}, 0
        )
        || ' %'
        || coalesce(
            ' (lift ' || {{ ratio(
                'counts.converted_with * counts.cases_without',
                '(counts.cases_with * counts.converted_without)', 2
            ) }} || ')', ''
        )
        || case
            when verdicts.left_because is not null
                then ', step left as it is: ' || verdicts.left_because
            when not verdicts.is_different then ', no difference'
            else ''
        end as sentence
    from {{ ref('int_fit_prices') }} as prices
    inner join {{ ref('int_fit_step_counts') }} as counts
        on prices.step_id = counts.step_id
    inner join {{ ref('int_fit_verdicts') }} as verdicts
        on prices.step_id = verdicts.step_id
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

edits as (
    select
        edits.*,
        sentences.sentence
    from {{ ref('int_point_edits') }} as edits
    inner join sentences
        on
            edits.component = sentences.component
            and edits.rule = sentences.rule
            and edits.band = sentences.band
    {% for relation, columns, sentence in [
        (
            'int_bound_edits', 'points, new_points',
            "'the rows of ' || component || ' now reach '"
            ~ " || cast(round(new_points) as bigint) || ', before '"
            ~ " || cast(round(points) as bigint)",
        ),
        (
            'int_threshold_edits', 'contacts, contacts_after',
            "contacts_after || ' contacts reach it today, as ' || contacts"
            ~ " || ' reached ' || was || ' before'",
        ),
    ] %}
        union all
        select
            seed,
            row_number,
            column_name,
            component,
            rule,
            band,
            was,
            now,
            why,
            {{ sentence }} as sentence
        from {{ ref(relation) }}
    {% endfor %}
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
