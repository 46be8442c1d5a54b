-- Only of those who enter or leave the list: a ledger is long.
with

as_of as (
    select * from {{ ref('run_as_of') }}
),

moved as (
    select
        contact_id,
        scoring_model
    from {{ ref('cmp_mql_changes') }}
),

ledger as (
    select
        contact_id,
        scoring_model,
        component,
        rule,
        effective_on,
        reason,
        points as points_before,
        0 as points_after
    from {{ source('production', 'score_ledger') }}
    union all
    select
        contact_id,
        scoring_model,
        component,
        rule,
        effective_on,
        reason,
        0 as points_before,
        points as points_after
    from {{ ref('score_ledger') }}
),

ledger_rows as (
    select
        ledger.scoring_model,
        ledger.contact_id,
        ledger.component,
        ledger.rule,
        ledger.effective_on,
        ledger.reason,
        cast(sum(ledger.points_before) as bigint) as points_before,
        cast(sum(ledger.points_after) as bigint) as points_after
    from ledger
    inner join moved
        on
            ledger.contact_id = moved.contact_id
            and ledger.scoring_model = moved.scoring_model
    inner join as_of
        on ledger.effective_on <= as_of.as_of
    group by
        ledger.scoring_model,
        ledger.contact_id,
        ledger.component,
        ledger.rule,
        ledger.effective_on,
        ledger.reason
),

ledger_changes as (
    select * from ledger_rows
    where points_before <> points_after
)

select * from ledger_changes
