create or replace temp table test_cuts as
select observations.cut_on
from intermediate.int_observations as observations
inner join split
    on observations.model_key = split.model_key
where observations.standing = 'judged'
group by
    observations.cut_on,
    split.test_from
having min(observations.observed_on) >= split.test_from
