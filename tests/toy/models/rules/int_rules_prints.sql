with

seed_rows as (
    select
        'points' as seed,
        scoring_model,
        true as is_rule,
        behaviour || ' ' || points as row_text
    from {{ ref('points') }}
    union all
    select 'behaviours', '', true, behaviour || ' ' || event_type from {{ ref('behaviours') }}
    union all
    select 'exclusions', '', true, audience from {{ ref('exclusions') }}
    union all
    select 'bands', '', false, band || ' ' || at_least from {{ ref('bands') }}
),

seed_hashes as (
    select
        seed,
        scoring_model,
        is_rule,
        count(*) as row_count,
        {{ dbt.hash(dbt.listagg('row_text', "','", 'order by row_text')) }} as seed_hash
    from seed_rows
    group by
        seed,
        scoring_model,
        is_rule
),

seeds_of_models as (
    select
        scoring_models.scoring_model,
        seed_hashes.seed,
        seed_hashes.seed || ' ' || seed_hashes.seed_hash as seed_version
    from (select distinct scoring_model from {{ ref('points') }}) as scoring_models
    inner join seed_hashes
        on
            seed_hashes.is_rule
            and seed_hashes.scoring_model in ('', scoring_models.scoring_model)
),

prints as (
    select
        'rules' as kind,
        scoring_model as name,
        {{ dbt.hash(dbt.listagg('seed_version', "','", 'order by seed')) }} as print,
        cast(null as bigint) as row_count
    from seeds_of_models
    group by scoring_model
    union all
    select
        case seed
            when 'behaviours' then 'matching'
            when 'exclusions' then 'shared_rules'
            else 'reports'
        end as kind,
        seed as name,
        seed_hash as print,
        row_count
    from seed_hashes
    where seed <> 'points'
    union all
    select
        'seed' as kind,
        seed as name,
        {{ dbt.hash(dbt.listagg('seed_hash', "''", 'order by scoring_model')) }} as print,
        cast(sum(row_count) as bigint) as row_count
    from seed_hashes
    group by seed
)

select * from prints
