with

bands as (
    select
        band,
        cast(at_least as integer) as at_least
    from {{ ref('bands') }}
),

rpt_bands as (
    select
        bands.band,
        lead_scores.scoring_model,
        count(*) as contacts
    from bands
    inner join {{ ref('lead_scores') }} as lead_scores
        on lead_scores.score >= bands.at_least
    group by
        bands.band,
        lead_scores.scoring_model
)

select * from rpt_bands
