-- Every cell that changes, and the why of its row: what the data said, and
-- what stood there.
with sentences as (
    select
        prices.component,
        prices.rule,
        case when prices.piece in ('band', 'level') then prices.band else '' end
            as band,
        string_agg(
            format(
                '{}of {:d} cases {:.1f} % converted, of the others {:.1f} %'
                || '{}{}',
                case prices.piece
                    when 'tier' then 'from ' || prices.step_number || ': '
                    else ''
                end,
                cases.cases_with,
                100 * coalesce(cases.rate_with, 0),
                100 * coalesce(cases.rate_without, 0),
                coalesce(
                    format(
                        ' (lift {:.2f})',
                        cases.rate_with / nullif(cases.rate_without, 0)
                    ), ''
                ),
                case
                    when verdicts.left_because is not null
                        then ', step left as it is: ' || verdicts.left_because
                    when not differences.is_seen then ', no difference'
                    else ''
                end
            ),
            '; ' order by prices.step_number
        ) as said
    from prices
    inner join cases
        on prices.step_id = cases.step_id
    inner join verdicts
        on prices.step_id = verdicts.step_id
    inner join differences
        on prices.step_id = differences.step_id
    group by all
),

edits as (
    select
        point_edits.* exclude (why),
        why as why_before,
        sentences.said
    from point_edits
    inner join sentences
        on
            point_edits.component = sentences.component
            and point_edits.rule = sentences.rule
            and point_edits.band = sentences.band
    union all
    select
        * exclude (why, points, new_points),
        why as why_before,
        format(
            'the rows of {} now reach {:.0f}, before {:.0f}',
            component, new_points, points
        ) as said
    from bound_edits
    union all
    select
        * exclude (why, contacts, contacts_after),
        why as why_before,
        format(
            '{:d} contacts reach it today, as {:d} reached {} before',
            contacts_after, contacts, was
        ) as said
    from threshold_edits
),

rows_before as (
    select
        seed,
        row_number,
        string_agg(column_name || ' ' || was, ', ' order by column_name)
            as cells
    from edits
    group by
        seed,
        row_number
)

select
    edits.seed,
    edits.row_number,
    edits.column_name,
    edits.component,
    edits.rule,
    edits.band,
    edits.was,
    edits.now,
    format(
        'Suggested from the cases of {} to {}: {}. Was {}: {}',
        split.train_from,
        split.train_to,
        edits.said,
        rows_before.cells,
        edits.why_before
    ) as why
from edits
cross join split
inner join rows_before
    on
        edits.seed = rows_before.seed
        and edits.row_number = rows_before.row_number
order by
    edits.seed,
    edits.row_number,
    edits.column_name
