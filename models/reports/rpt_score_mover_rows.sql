with

movers as (
    select * from {{ ref('int_movers') }}
),

scored_contacts as (
    select * from {{ ref('int_scored_contacts') }}
),

rules as (
    select * from {{ ref('int_rules') }}
),

moves as (
    select
        ledger.*,
        greatest(ledger.effective_on, scored_contacts.created_on) as moved_on
    from {{ ref('int_ledger') }} as ledger
    inner join scored_contacts
        on
            ledger.contact_key = scored_contacts.contact_key
            and ledger.model_key = scored_contacts.model_key
            and ledger.effective_on <= scored_contacts.as_of
),

mover_rows as (
    select
        {{ iso_week('movers.week_starts_on') }} as iso_week,
        movers.week_starts_on,
        rules.scoring_model,
        movers.direction,
        movers.mover_rank as rank,
        movers.contact_id,
        cast(row_number() over (
            partition by
                movers.contact_key, movers.model_key, movers.week_starts_on
            order by
                abs(moves.points) desc,
                moves.effective_on,
                rules.component,
                rules.rule,
                rules.kind,
                moves.reason
        ) as integer) as row_rank,
        moves.effective_on,
        rules.component,
        rules.rule,
        rules.kind,
        moves.reason,
        cast(moves.points as bigint) as points,
        rules.why
    from movers
    inner join moves
        on
            movers.contact_key = moves.contact_key
            and movers.model_key = moves.model_key
            and movers.week_starts_on <= moves.moved_on
            and {{ add_days('movers.week_starts_on', 7) }} > moves.moved_on
    inner join rules
        on moves.rule_key = rules.rule_key
)

select * from mover_rows
