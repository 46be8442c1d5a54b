-- Whether past fit is only today's fit: no attribute has a history.
select
    coalesce(
        max(case when status = 'no_go' or measured = 0 then 1 else 0 end), 0
    ) = 1 as past_fit_is_todays
from marts.readiness
where readiness_check = 'attribute_history'
