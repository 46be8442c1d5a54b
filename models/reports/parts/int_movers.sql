-- The largest rises and falls of each week; what is older than the contact
-- moves it on the day it comes into being. Keys say nothing about order, so
-- equal changes go by the id of the contact.
with

scored_contacts as (
    select * from {{ ref('int_scored_contacts') }}
),

contacts as (
    select * from {{ ref('stg_contacts') }}
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
    inner join scored_contacts
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
        changes.change,
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
    select * from numbered_changes
    where mover_rank <= {{ var('movers_shown') }}
)

select * from movers
