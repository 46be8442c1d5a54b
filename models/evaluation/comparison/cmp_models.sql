-- Whatever an edit changes in the rules of a model, it changes their hash;
-- words of `why` do so, too.
with

rules_before as (
    select distinct
        scoring_model,
        rules_hash
    from {{ source('production', 'lead_scores') }}
),

rules_after as (
    select
        name as scoring_model,
        print as rules_hash
    from {{ ref('int_rules_prints') }}
    where kind = 'rules'
),

models as (
    select
        coalesce(rules_before.scoring_model, rules_after.scoring_model)
            as scoring_model
    from rules_before
    full outer join rules_after
        on rules_before.scoring_model = rules_after.scoring_model
    where
        coalesce(rules_before.rules_hash, '')
        <> coalesce(rules_after.rules_hash, '')
)

select * from models
