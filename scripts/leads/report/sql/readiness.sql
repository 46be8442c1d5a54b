select *
from marts.readiness
order by status desc, readiness_check, subject
