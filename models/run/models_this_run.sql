-- depends_on: {{ ref('run_scope') }}
-- Models whose rules were edited, or that came or went: everybody is scored
-- again in them.
with

run_inputs as (
    select * from {{ ref('run_inputs') }}
),

edited_models as (
    select {{ text_hash('name') }} as model_key
    from run_inputs
    where kind = 'rules' and is_in_scope
)

select * from edited_models
