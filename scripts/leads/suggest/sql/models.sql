select scoring_model
from staging.stg_scoring_models
order by
    is_primary desc,
    scoring_model
