-- How does everybody stand today? The fades, birthdays and recency steps after
-- as_of are known already, so also: when does the label first fall below today's?
-- And is sales to call, and since when?
-- The days are read where they are needed: a CTE read twice would hold all of them
-- in memory.
with

scored_contacts as (
    select * from {{ ref('int_scored_contacts') }}
),

as_of as (
    select * from {{ ref('run_as_of') }}
),

labels as (
    select * from {{ ref('int_labels') }}
),

current_days as (
    select score_days.*
    from {{ ref('int_score_days') }} as score_days
    inner join as_of
        on
            score_days.effective_on <= as_of.as_of
            and coalesce(score_days.until_on, {{ end_of_time() }})
            > as_of.as_of
),

first_falls as (
    select
        score_days.contact_key,
        score_days.model_key,
        min(score_days.effective_on) as cools_on
    from {{ ref('int_score_days') }} as score_days
    inner join current_days
        on
            score_days.contact_key = current_days.contact_key
            and score_days.model_key = current_days.model_key
            and score_days.effective_on > current_days.effective_on
            and score_days.label_rank < current_days.label_rank
    group by
        score_days.contact_key,
        score_days.model_key
),

cooled_days as (
    select
        first_falls.*,
        score_days.label_rank as next_rank,
        score_days.total_points as next_points
    from first_falls
    inner join {{ ref('int_score_days') }} as score_days
        on
            first_falls.contact_key = score_days.contact_key
            and first_falls.model_key = score_days.model_key
            and first_falls.cools_on = score_days.effective_on
),

exclusions_in_force as (
    select
        exclusions.contact_key,
        exclusions.reason as exclusion_reason,
        row_number() over (
            partition by exclusions.contact_key
            order by exclusions.priority, exclusions.from_on
        ) as match_number
    from {{ ref('int_exclusions') }} as exclusions
    inner join as_of
        on
            exclusions.from_on <= as_of.as_of
            and coalesce(exclusions.until_on, {{ end_of_time() }})
            > as_of.as_of
),

open_spells as (
    select spells.*
    from {{ ref('int_mql_spells') }} as spells
    inner join as_of
        on
            spells.opened_on <= as_of.as_of
            and coalesce(spells.closed_on, {{ end_of_time() }}) > as_of.as_of
),

current_scores as (
    select
        scored_contacts.*,
        current_days.behaviour_points,
        current_days.fit_points,
        current_days.rfm_points,
        current_days.total_points,
        labels.label,
        labels.label_rank,
        labels.next_action,
        cooled_days.cools_on,
        cooled_days.next_rank,
        cooled_days.next_points,
        exclusions.contact_key is not null as is_excluded,
        exclusions.exclusion_reason,
        open_spells.contact_key is not null as is_mql,
        open_spells.qualified_on,
        open_spells.opened_on,
        open_spells.closed_on
    from scored_contacts
    inner join current_days
        on
            scored_contacts.contact_key = current_days.contact_key
            and scored_contacts.model_key = current_days.model_key
    inner join labels
        on
            current_days.model_key = labels.model_key
            and current_days.label_rank = labels.label_rank
    left join cooled_days
        on
            scored_contacts.contact_key = cooled_days.contact_key
            and scored_contacts.model_key = cooled_days.model_key
    left join exclusions_in_force as exclusions
        on
            scored_contacts.contact_key = exclusions.contact_key
            and exclusions.match_number = 1
    left join open_spells
        on
            scored_contacts.contact_key = open_spells.contact_key
            and scored_contacts.model_key = open_spells.model_key
)

select * from current_scores
