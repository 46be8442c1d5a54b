with

seed_hashes as (
    select * from {{ ref('int_seed_hashes') }}
    where is_rule
),

scoring_models as (
    select distinct scoring_model from {{ ref('points') }}
),

rules_hashes as (
    select
        scoring_models.scoring_model,
        {{ dbt.hash(dbt.listagg("seed_hashes.seed || ' ' || seed_hashes.seed_hash", "','", 'order by seed_hashes.seed')) }}
            as rules_hash
    from scoring_models
    inner join seed_hashes
        on seed_hashes.scoring_model in ('', scoring_models.scoring_model)
    group by scoring_models.scoring_model
)

select * from rules_hashes
