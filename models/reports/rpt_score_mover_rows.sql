with

movers as (
    select * from {{ ref('int_movers') }}
),

ledger as (
    select
        ledger.*,
        greatest(ledger.effective_on, contacts.created_on) as moved_on
    from {{ ref('int_ledger') }} as ledger
    inner join {{ ref('int_scored_contacts') }} as contacts
        on
            ledger.contact_key = contacts.contact_key
            and ledger.model_key = contacts.model_key
            and ledger.effective_on <= contacts.as_of
),

rules as (
    select * from {{ ref('int_rules') }}
),

mover_rows as (
    select
        {{ iso_week('movers.week_starts_on') }} as iso_week,
        movers.week_starts_on,
        rules.scoring_model,
        movers.direction,
        movers.mover_rank as rank,
        movers.contact_id,
        ledger.effective_on,
        rules.component,
        rules.rule,
        rules.kind,
        ledger.reason,
        cast(ledger.points as bigint) as points,
        rules.why
    from movers
    inner join ledger
        on
            movers.contact_key = ledger.contact_key
            and movers.model_key = ledger.model_key
            and movers.week_starts_on <= ledger.moved_on
            and {{ add_days('movers.week_starts_on', 7) }}
            > ledger.moved_on
    inner join rules
        on ledger.rule_key = rules.rule_key
)

select * from mover_rows
