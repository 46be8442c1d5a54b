with

scores as (
    select * from {{ ref('cmp_scores') }}
),

label_moves as (
    select
        scoring_model,
        label_before,
        label_rank_before as rank_before,
        label_after,
        label_rank_after as rank_after,
        count(*) as contacts
    from scores
    group by
        scoring_model,
        label_before,
        label_rank_before,
        label_after,
        label_rank_after
)

select * from label_moves
