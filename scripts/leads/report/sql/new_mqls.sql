-- The highest scores of each model first, for points compare within one only.
with ranked as (
    select
        *,
        row_number() over (
            partition by scoring_model
            order by total_points desc, contact_id, opened_on
        ) as place_in_model
    from reports.rpt_new_mqls
    where week_starts_on = $week
),

listed as (
    select
        *,
        count(*) over (partition by is_primary) as rows_in_all,
        row_number() over (
            partition by is_primary
            order by place_in_model, scoring_model
        ) as place
    from ranked
)

select *
from listed
where place <= $top
order by place
