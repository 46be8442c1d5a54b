with

models as (
    select * from {{ ref('cmp_models') }}
),

mqls as (
    select
        scoring_model,
        1 as mqls_before,
        0 as mqls_after
    from {{ source('production', 'mqls') }}
    union all
    select
        scoring_model,
        0 as mqls_before,
        1 as mqls_after
    from {{ ref('mqls') }}
),

mql_counts as (
    select
        models.scoring_model,
        cast(coalesce(sum(mqls.mqls_before), 0) as bigint) as mqls_before,
        cast(coalesce(sum(mqls.mqls_after), 0) as bigint) as mqls_after
    from models
    left join mqls
        on models.scoring_model = mqls.scoring_model
    group by models.scoring_model
)

select * from mql_counts
