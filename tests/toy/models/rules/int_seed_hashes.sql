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
)

select * from seed_hashes
