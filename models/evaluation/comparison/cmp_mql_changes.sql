with

models as (
    select * from {{ ref('cmp_models') }}
),

scores as (
    select * from {{ ref('cmp_scores') }}
),

mqls_before as (
    select mqls.*
    from {{ source('production', 'mqls') }} as mqls
    inner join models
        on mqls.scoring_model = models.scoring_model
),

mqls_after as (
    select mqls.*
    from {{ ref('mqls') }} as mqls
    inner join models
        on mqls.scoring_model = models.scoring_model
),

moved as (
    select
        coalesce(mqls_before.contact_id, mqls_after.contact_id) as contact_id,
        coalesce(mqls_before.scoring_model, mqls_after.scoring_model)
            as scoring_model,
        case when mqls_before.contact_id is null then 'enters' else 'leaves' end
            as change,
        coalesce(mqls_before.rank, mqls_after.rank) as rank,
        mqls_after.reasons
    from mqls_before
    full outer join mqls_after
        on
            mqls_before.contact_id = mqls_after.contact_id
            and mqls_before.scoring_model = mqls_after.scoring_model
    where mqls_before.contact_id is null or mqls_after.contact_id is null
),

mql_changes as (
    select
        moved.scoring_model,
        moved.change,
        moved.contact_id,
        moved.rank,
        scores.label_before,
        scores.label_after,
        scores.total_points_before as points_before,
        scores.total_points_after as points_after,
        scores.exclusion_reason_before as exclusion_before,
        scores.exclusion_reason_after as exclusion_after,
        moved.reasons
    from moved
    inner join scores
        on
            moved.contact_id = scores.contact_id
            and moved.scoring_model = scores.scoring_model
)

select * from mql_changes
