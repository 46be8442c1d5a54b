-- The largest rises and falls of each week, and the ledger rows behind them. What
-- is older than the contact moves it on the day it comes into being. Keys say
-- nothing about order, so equal changes go by the id of the contact. The ledger is
-- read where it is needed: a CTE read twice would hold all of it in memory.
with

contacts as (
    select * from {{ ref('stg_contacts') }}
),

rules as (
    select * from {{ ref('int_rules') }}
),

moves as (
    select
        ledger.contact_key,
        ledger.model_key,
        ledger.points,
        {{ week_start(
            'greatest(ledger.effective_on, scored_contacts.created_on)'
        ) }} as week_starts_on
    from {{ ref('int_ledger') }} as ledger
    inner join {{ ref('int_scored_contacts') }} as scored_contacts
        on
            ledger.contact_key = scored_contacts.contact_key
            and ledger.model_key = scored_contacts.model_key
            and ledger.effective_on <= scored_contacts.as_of
),

weekly_changes as (
    select
        contact_key,
        model_key,
        week_starts_on,
        cast(sum(points) as bigint) as change
    from moves
    group by
        contact_key,
        model_key,
        week_starts_on
    having sum(points) <> 0
),

ranked_changes as (
    select
        *,
        rank() over (
            partition by model_key, week_starts_on, change > 0
            order by abs(change) desc
        ) as change_rank
    from weekly_changes
),

numbered_changes as (
    select
        changes.contact_key,
        contacts.contact_id,
        changes.model_key,
        changes.week_starts_on,
        case when changes.change > 0 then 'rise' else 'fall' end as direction,
        cast(row_number() over (
            partition by
                changes.model_key, changes.week_starts_on, changes.change > 0
            order by changes.change_rank, contacts.contact_id
        ) as integer) as mover_rank
    from ranked_changes as changes
    inner join contacts
        on changes.contact_key = contacts.contact_key
    where changes.change_rank <= {{ var('movers_shown') }}
),

movers as (
    select
        numbered_changes.*,
        scored_contacts.created_on,
        scored_contacts.as_of
    from numbered_changes
    inner join {{ ref('int_scored_contacts') }} as scored_contacts
        on
            numbered_changes.contact_key = scored_contacts.contact_key
            and numbered_changes.model_key = scored_contacts.model_key
    where numbered_changes.mover_rank <= {{ var('movers_shown') }}
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
                abs(ledger.points) desc,
                ledger.effective_on,
                rules.component,
                rules.rule,
                rules.kind,
                ledger.reason
        ) as integer) as row_rank,
        ledger.effective_on,
        rules.component,
        rules.rule,
        rules.kind,
        ledger.reason,
        cast(ledger.points as bigint) as points,
        rules.why
    from movers
    inner join {{ ref('int_ledger') }} as ledger
        on
            movers.contact_key = ledger.contact_key
            and movers.model_key = ledger.model_key
            and movers.as_of >= ledger.effective_on
            and movers.week_starts_on
            = {{ week_start('greatest(ledger.effective_on, movers.created_on)') }}
    inner join rules
        on ledger.rule_key = rules.rule_key
)

select * from mover_rows
