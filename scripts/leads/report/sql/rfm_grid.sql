-- Shade 0 is an empty cell, 5 the fullest ones of the model.
with grid as (
    select
        *,
        max(contacts) over (partition by scoring_model) as fullest
    from reports.rpt_rfm_grid
)

select
    *,
    case when contacts = 0 then 0 else ceil(5.0 * contacts / fullest) end
        as shade
from grid
order by is_primary desc, scoring_model, r_score desc, f_score
