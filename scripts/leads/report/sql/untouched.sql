with listed as (
    select
        *,
        count(*) over () as rows_in_all,
        row_number() over (
            order by
                is_urgent desc,
                is_overdue desc,
                hours_overdue desc nulls last,
                audience,
                rank,
                contact_id
        ) as place
    from reports.rpt_untouched_mqls
)

select *
from listed
where place <= $top
order by place
