create or replace temp table fit_observations as
select
    case_number - 1 as place,
    fold,
    has_converted
from observations
