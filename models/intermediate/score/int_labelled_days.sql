-- Every day on which a contact's label may have changed. The history begins
-- with the first points; a label that holds without any begins the day the
-- contact came into being.
with

score_history as (
    select
        contact_id,
        scoring_model,
        effective_on,
        label_rank
    from {{ ref('score_history') }}
),

scored_contacts as (
    select * from {{ ref('int_scored_contacts') }}
),

blank_states as (
    select * from {{ ref('int_blank_states') }}
    where label_rank > 0
),

first_days as (
    select
        contact_id,
        scoring_model,
        min(effective_on) as effective_on
    from score_history
    group by
        contact_id,
        scoring_model
),

birth_days as (
    select
        scored_contacts.contact_id,
        scored_contacts.scoring_model,
        scored_contacts.created_on as effective_on,
        blank_states.label_rank
    from scored_contacts
    inner join blank_states
        on scored_contacts.scoring_model = blank_states.scoring_model
    left join first_days
        on
            scored_contacts.contact_id = first_days.contact_id
            and scored_contacts.scoring_model = first_days.scoring_model
            and scored_contacts.created_on >= first_days.effective_on
    where first_days.contact_id is null
),

labelled_days as (
    select * from score_history
    union all
    select * from birth_days
)

select * from labelled_days
