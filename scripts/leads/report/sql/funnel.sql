with listed as (
    select
        *,
        count(*) over (partition by breakdown) as rows_in_all,
        row_number() over (
            partition by breakdown
            order by leads desc, segment
        ) as place
    from reports.rpt_funnel
    where
        breakdown in ('all', 'channel')
        and cohort_month = 'all'
)

select *
from listed
where place <= $top
order by breakdown, place
