with listed as (
    select
        *,
        days_left <= 7 as is_soon,
        count(*) over () as rows_in_all,
        row_number() over (
            order by
                leaves_sales desc,
                days_left,
                scoring_model,
                total_points desc,
                contact_id
        ) as place
    from reports.rpt_cooling
    where is_primary
)

select *
from listed
where place <= $top
order by place
