-- What the data cannot price, and why.
select
    steps.component,
    steps.rule,
    case
        when steps.piece = 'tier' then 'from_' || steps.step_number
        when steps.piece = 'each' then 'each'
        else steps.band
    end as part,
    verdicts.left_because
from verdicts
inner join steps
    on verdicts.step_id = steps.step_id
where verdicts.left_because is not null
order by steps.step_id
