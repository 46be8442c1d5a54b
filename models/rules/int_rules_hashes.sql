with

scoring_models as (
    select * from {{ ref('stg_scoring_models') }}
),

seed_hashes as (
    select * from {{ ref('int_seed_hashes') }}
    where is_rule
),

seeds_of_models as (
    select
        scoring_models.scoring_model,
        seed_hashes.seed,
        seed_hashes.seed || ' ' || seed_hashes.seed_hash as seed_version
    from scoring_models
    inner join seed_hashes
        on
            scoring_models.scoring_model = seed_hashes.scoring_model
            or seed_hashes.scoring_model = ''
),

rules_hashes as (
    select
        scoring_model,
        {{ dbt.hash(dbt.listagg('seed_version', "','", 'order by seed')) }}
            as rules_hash
    from seeds_of_models
    group by scoring_model
)

select * from rules_hashes
