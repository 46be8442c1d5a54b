-- The last day of the history up to as_of is the score and label of today,
-- and its days follow each other without gap or overlap.
with

last_days as (
    select
        history.*,
        row_number() over (
            partition by history.contact_id, history.scoring_model
            order by history.effective_on desc
        ) as days_back
    from {{ ref('score_history') }} as history
    where
        not history.is_forecast
        and {{ is_rebuilt('history.contact_id') }}
),

differing_scores as (
    select
        scores.contact_id,
        scores.scoring_model
    from {{ ref('lead_scores') }} as scores
    inner join last_days
        on
            scores.contact_id = last_days.contact_id
            and scores.scoring_model = last_days.scoring_model
            and last_days.days_back = 1
    where
        scores.behaviour_points <> last_days.behaviour_points
        or scores.fit_points <> last_days.fit_points
        or scores.rfm_points <> last_days.rfm_points
        or scores.total_points <> last_days.total_points
        or scores.label <> last_days.label
),

broken_chains as (
    select
        contact_id,
        scoring_model
    from (
        select
            contact_id,
            scoring_model,
            until_on,
            lead(effective_on) over (
                partition by contact_id, scoring_model order by effective_on
            ) as next_on
        from {{ ref('score_history') }}
        where {{ is_rebuilt('contact_id') }}
    ) as days
    where coalesce(until_on <> next_on, (until_on is null) <> (next_on is null))
)

select * from differing_scores
union all
select * from broken_chains
