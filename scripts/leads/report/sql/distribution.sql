select *
from reports.rpt_score_distribution
where is_primary
order by scoring_model, points_from
