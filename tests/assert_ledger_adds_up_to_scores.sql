-- Every score is the sum of the ledger, for each contact, model and component.
with

ledger_sums as (
    select
        ledger.contact_id,
        ledger.scoring_model,
        sum(
            case
                when ledger.component = 'behaviour' then ledger.points else 0
            end
        ) as behaviour_points,
        sum(case when ledger.component = 'fit' then ledger.points else 0 end)
            as fit_points,
        sum(case when ledger.component = 'rfm' then ledger.points else 0 end)
            as rfm_points,
        sum(ledger.points) as total_points,
        sum(case when ledger.kind = 'explicit' then ledger.points else 0 end)
            as explicit_points,
        sum(case when ledger.kind = 'negative' then ledger.points else 0 end)
            as negative_points,
        sum(case when ledger.kind = 'bound' then ledger.points else 0 end)
            as bound_points
    from {{ ref('score_ledger') }} as ledger
    inner join {{ ref('run_as_of') }} as as_of
        on ledger.effective_on <= as_of.as_of
    where {{ is_of_this_run('ledger.contact_id') }}
    group by
        ledger.contact_id,
        ledger.scoring_model
),

scores as (
    select * from {{ ref('lead_scores') }}
    where {{ is_of_this_run('contact_id') }}
),

compared as (
    select
        scores.contact_id as scored_contact,
        ledger_sums.contact_id as ledger_contact,
        scores.behaviour_points
        - coalesce(ledger_sums.behaviour_points, 0) as behaviour_gap,
        scores.fit_points - coalesce(ledger_sums.fit_points, 0) as fit_gap,
        scores.rfm_points - coalesce(ledger_sums.rfm_points, 0) as rfm_gap,
        scores.total_points - coalesce(ledger_sums.total_points, 0)
            as total_gap,
        scores.total_points
        - scores.explicit_points
        - scores.implicit_points
        - scores.negative_points
        - scores.bound_points as kind_gap,
        scores.explicit_points - coalesce(ledger_sums.explicit_points, 0)
            as explicit_gap,
        scores.negative_points - coalesce(ledger_sums.negative_points, 0)
            as negative_gap,
        scores.bound_points - coalesce(ledger_sums.bound_points, 0) as bound_gap
    from scores
    full outer join ledger_sums
        on
            scores.contact_id = ledger_sums.contact_id
            and scores.scoring_model = ledger_sums.scoring_model
),

failures as (
    select * from compared
    where
        scored_contact is null
        or behaviour_gap <> 0
        or fit_gap <> 0
        or rfm_gap <> 0
        or total_gap <> 0
        or kind_gap <> 0
        or explicit_gap <> 0
        or negative_gap <> 0
        or bound_gap <> 0
)

select * from failures
