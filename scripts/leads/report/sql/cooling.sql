with primary_models as (
    select distinct scoring_model
    from marts.lead_scores
    where is_primary
),

listed as (
    select
        rpt_cooling.*,
        rpt_cooling.days_left <= 7 as is_soon,
        count(*) over () as rows_in_all,
        row_number() over (
            order by
                rpt_cooling.leaves_sales desc,
                rpt_cooling.days_left,
                rpt_cooling.scoring_model,
                rpt_cooling.total_points desc,
                rpt_cooling.contact_id
        ) as place
    from reports.rpt_cooling
    inner join primary_models
        on rpt_cooling.scoring_model = primary_models.scoring_model
)

select *
from listed
where place <= $top
order by place
