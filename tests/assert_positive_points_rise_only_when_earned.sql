-- Without something new, a behaviour that earns points never earns more.
with

positive_rules as (
    select
        rules.scoring_model,
        rules.behaviour
    from {{ ref('stg_point_rules') }} as rules
    left join {{ ref('int_point_tiers') }} as tiers
        on
            rules.scoring_model = tiers.scoring_model
            and rules.behaviour = tiers.behaviour
    group by
        rules.scoring_model,
        rules.behaviour
    having coalesce(max(rules.points_each), max(tiers.points)) > 0
),

failures as (
    select
        ledger.contact_id,
        ledger.rule,
        ledger.effective_on,
        ledger.reason,
        ledger.points
    from {{ ref('score_ledger') }} as ledger
    inner join positive_rules
        on
            ledger.scoring_model = positive_rules.scoring_model
            and ledger.rule = positive_rules.behaviour
    where
        ledger.component = 'behaviour'
        and ledger.points > 0
        and ledger.reason <> 'earned'
        and {{ is_of_this_run('ledger.contact_id') }}
)

select * from failures
