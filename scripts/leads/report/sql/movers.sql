select *
from reports.rpt_score_movers
where
    week_starts_on = $week
    and is_primary
order by rank, scoring_model, contact_id
