with

seed_hashes as (
    select * from {{ ref('int_seed_hashes') }}
),

prints as (
    select
        'rules' as kind,
        scoring_model as name,
        rules_hash as print
    from {{ ref('int_rules_hashes') }}
    union all
    select
        case seed
            when 'behaviours' then 'matching'
            when 'exclusions' then 'shared_rules'
            else 'reports'
        end as kind,
        seed as name,
        seed_hash as print
    from seed_hashes
    where seed <> 'points'
)

select * from prints
