-- Raw rows = accepted + rejected + ignored + anonymous + superseded, and accepted
-- events = matched + unmatched.
{% set tables = [
    'contacts', 'events', 'orders', 'deals', 'sales_touches',
    'contact_aliases', 'contact_changes', 'campaign_costs',
] %}

with

raw_counts as (
    {% for table in tables %}
        select
            '{{ table }}' as table_name,
            count(*) as raw_rows
        from {{ source('raw', table) }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

audited as (
    select
        table_name,
        sum(
            case
                when outcome in ('matched', 'unmatched') then 0 else row_count
            end
        ) as judged_rows,
        sum(case when outcome = 'accepted' then row_count else 0 end)
            as accepted_rows,
        sum(
            case
                when outcome in ('ignored', 'anonymous') then row_count else 0
            end
        ) as unjudged_rows,
        sum(
            case
                when outcome in ('matched', 'unmatched') then row_count else 0
            end
        ) as matched_rows
    from {{ ref('raw_row_audit') }}
    group by table_name
),

rejected as (
    select
        table_name,
        count(*) as rejected_rows
    from {{ ref('rejected_rows') }}
    group by table_name
),

failures as (
    select raw_counts.*
    from raw_counts
    left join audited
        on raw_counts.table_name = audited.table_name
    left join rejected
        on raw_counts.table_name = rejected.table_name
    where
        raw_counts.raw_rows <> coalesce(audited.judged_rows, 0)
        or raw_counts.raw_rows
        <> coalesce(audited.accepted_rows, 0)
        + coalesce(audited.unjudged_rows, 0)
        + coalesce(rejected.rejected_rows, 0)
        or (
            raw_counts.table_name = 'events'
            and coalesce(audited.accepted_rows, 0)
            <> coalesce(audited.matched_rows, 0)
        )
)

select * from failures
