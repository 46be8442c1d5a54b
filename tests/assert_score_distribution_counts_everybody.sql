with

distribution as (
    select
        scoring_model,
        sum(contacts) as contacts
    from {{ ref('rpt_score_distribution') }}
    group by scoring_model
),

scores as (
    select
        scoring_model,
        count(*) as contacts
    from {{ ref('lead_scores') }}
    group by scoring_model
),

failures as (
    select
        scores.*,
        distribution.contacts as counted
    from scores
    left join distribution
        on scores.scoring_model = distribution.scoring_model
    where scores.contacts <> coalesce(distribution.contacts, 0)
)

select * from failures
