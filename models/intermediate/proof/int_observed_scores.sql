-- The score as it stood at the end of the observed day. Score days are many:
-- most are dropped by the cut day alone before contacts are looked up.
with

cut_days as (
    select
        model_key,
        cut_on,
        case population
            when 'newcomers' then period_starts_on
            else cut_on
        end as first_observed_on
    from {{ ref('int_cut_days') }}
),

observed_contacts as (
    select * from {{ ref('int_observed_contacts') }}
),

score_days as (
    select
        score_days.*,
        cut_days.cut_on,
        coalesce(score_days.until_on, {{ end_of_time() }}) as ends_on
    from {{ ref('int_score_days') }} as score_days
    inner join cut_days
        on
            score_days.model_key = cut_days.model_key
            and score_days.effective_on <= cut_days.cut_on
            and coalesce(score_days.until_on, {{ end_of_time() }})
            > cut_days.first_observed_on
),

observed_scores as (
    select
        observed_contacts.contact_key,
        observed_contacts.model_key,
        observed_contacts.cut_on,
        observed_contacts.observed_on,
        observed_contacts.horizon_ends_on,
        observed_contacts.standing,
        observed_contacts.has_converted,
        score_days.behaviour_points,
        score_days.fit_points,
        score_days.rfm_points,
        score_days.total_points,
        score_days.label_rank
    from observed_contacts
    inner join score_days
        on
            observed_contacts.contact_key = score_days.contact_key
            and observed_contacts.model_key = score_days.model_key
            and observed_contacts.cut_on = score_days.cut_on
            and observed_contacts.observed_on >= score_days.effective_on
            and observed_contacts.observed_on < score_days.ends_on
)

select * from observed_scores
