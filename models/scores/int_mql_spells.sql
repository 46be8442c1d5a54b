-- Sales may call on days on which the label is reached and no exclusion holds:
-- exclusions cut a ready spell into pieces, and leave some out.
with

ready_spells as (
    select
        contact_key,
        model_key,
        opened_on as qualified_on,
        coalesce(closed_on, {{ end_of_time() }}) as cooled_on
    from {{ ref('int_ready_spells') }}
),

exclusions as (
    select exclusions.*
    from {{ ref('int_exclusions') }} as exclusions
    where exclusions.contact_key in (select ready_spells.contact_key from ready_spells)
),

-- Every contact may be called from the beginning of time: an exclusion of no
-- days ends there.
excluded_days as (
    select
        contact_key,
        from_on,
        coalesce(until_on, {{ end_of_time() }}) as until_on
    from exclusions
    union all
    select distinct
        contact_key,
        {{ start_of_time() }} as from_on,
        {{ start_of_time() }} as until_on
    from ready_spells
),

-- From the end of all exclusions so far until the next one. They overlap and
-- follow each other: then there is no day between.
contactable_days as (
    select
        contact_key,
        max(until_on) over (
            partition by contact_key
            order by from_on, until_on
            rows between unbounded preceding and current row
        ) as from_on,
        coalesce(lead(from_on) over (
            partition by contact_key
            order by from_on, until_on
        ), {{ end_of_time() }}) as until_on
    from excluded_days
),

callable_spells as (
    select
        ready_spells.contact_key,
        ready_spells.model_key,
        ready_spells.qualified_on,
        greatest(ready_spells.qualified_on, contactable_days.from_on)
            as opened_on,
        nullif(
            least(ready_spells.cooled_on, contactable_days.until_on),
            {{ end_of_time() }}
        ) as closed_on
    from ready_spells
    inner join contactable_days
        on
            ready_spells.contact_key = contactable_days.contact_key
            and ready_spells.qualified_on < contactable_days.until_on
            and ready_spells.cooled_on > contactable_days.from_on
    where contactable_days.from_on < contactable_days.until_on
),

closing_exclusions as (
    select
        spells.contact_key,
        spells.model_key,
        spells.opened_on,
        exclusions.closed_by,
        exclusions.reason,
        row_number() over (
            partition by spells.contact_key, spells.model_key, spells.opened_on
            order by exclusions.priority
        ) as match_number
    from callable_spells as spells
    inner join exclusions
        on
            spells.contact_key = exclusions.contact_key
            and spells.closed_on >= exclusions.from_on
            and spells.closed_on
            < coalesce(exclusions.until_on, {{ end_of_time() }})
),

numbered_spells as (
    select
        *,
        row_number() over (
            partition by contact_key, model_key order by opened_on
        ) as spell_number,
        row_number() over (
            partition by contact_key, model_key, qualified_on
            order by opened_on
        ) as piece_number,
        lag(closed_on) over (
            partition by contact_key, model_key order by opened_on
        ) as closed_before
    from callable_spells
),

mql_spells as (
    select
        spells.contact_key,
        spells.model_key,
        scored_contacts.scoring_model,
        scored_contacts.is_primary,
        scored_contacts.audience,
        scored_contacts.as_of,
        cast(spells.spell_number as integer) as spell_number,
        case
            when spells.piece_number > 1 then 'resumed'
            when spells.spell_number > 1 then 'returning'
            else 'first_time'
        end as opening,
        spells.qualified_on,
        spells.opened_on,
        labels.label,
        score_days.total_points,
        spells.closed_on,
        coalesce(spells.closed_on > scored_contacts.as_of, true) as is_open,
        case
            when spells.closed_on is not null
                then coalesce(closing_exclusions.closed_by, 'cooled')
        end as closed_by,
        closing_exclusions.reason as exclusion_reason,
        spells.closed_before
    from numbered_spells as spells
    inner join {{ ref('int_scored_contacts') }} as scored_contacts
        on
            spells.contact_key = scored_contacts.contact_key
            and spells.model_key = scored_contacts.model_key
    inner join {{ ref('int_score_days') }} as score_days
        on
            spells.contact_key = score_days.contact_key
            and spells.model_key = score_days.model_key
            and spells.opened_on >= score_days.effective_on
            and spells.opened_on
            < coalesce(score_days.until_on, {{ end_of_time() }})
    inner join {{ ref('int_labels') }} as labels
        on
            score_days.model_key = labels.model_key
            and score_days.label_rank = labels.label_rank
    left join closing_exclusions
        on
            spells.contact_key = closing_exclusions.contact_key
            and spells.model_key = closing_exclusions.model_key
            and spells.opened_on = closing_exclusions.opened_on
            and closing_exclusions.match_number = 1
)

select * from mql_spells
