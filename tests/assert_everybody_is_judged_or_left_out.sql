-- Whoever had a score on a cut day was judged that day or left out, and told.
with

cut_days as (
    select
        days.*,
        models.model_key
    from {{ ref('rpt_backtest_days') }} as days
    inner join {{ ref('stg_scoring_models') }} as models
        on days.scoring_model = models.scoring_model
    where days.population = 'everybody'
),

scored as (
    select
        cut_days.model_key,
        cut_days.cut_on,
        count(*) as contacts
    from cut_days
    inner join {{ ref('int_score_days') }} as score_days
        on
            cut_days.model_key = score_days.model_key
            and cut_days.cut_on >= score_days.effective_on
            and cut_days.cut_on
            < coalesce(score_days.until_on, {{ end_of_time() }})
    inner join {{ ref('int_scored_contacts') }} as contacts
        on
            score_days.contact_key = contacts.contact_key
            and score_days.model_key = contacts.model_key
            and cut_days.cut_on >= contacts.created_on
    group by
        cut_days.model_key,
        cut_days.cut_on
),

failures as (
    select cut_days.*
    from cut_days
    left join scored
        on
            cut_days.model_key = scored.model_key
            and cut_days.cut_on = scored.cut_on
    where
        cut_days.contacts <> coalesce(scored.contacts, 0)
        or cut_days.contacts
        <> cut_days.judged + cut_days.converted_before + cut_days.not_ripe
)

select * from failures
