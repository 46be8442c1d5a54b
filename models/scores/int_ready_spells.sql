-- depends_on: {{ ref('contacts_this_run') }}
-- depends_on: {{ ref('run_inputs') }}
-- An unbroken run of days on which the label reaches the handover label of its
-- model. Spells that end after as_of end by what is known today; none begins
-- before the contact came into being, though older events count.
with

scoring_models as (
    select * from {{ ref('stg_scoring_models') }}
    where handover_label is not null
),

labels as (
    select * from {{ ref('int_labels') }}
),

handover_ranks as (
    select
        labels.model_key,
        labels.label_rank as handover_rank
    from scoring_models
    inner join labels
        on
            scoring_models.scoring_model = labels.scoring_model
            and scoring_models.handover_label = labels.label
),

score_days as (
    select
        score_days.contact_key,
        score_days.model_key,
        greatest(score_days.effective_on, contacts.created_on)
            as effective_on,
        score_days.label_rank
    from {{ ref('int_score_days') }} as score_days
    inner join {{ ref('pairs_this_run') }} as contacts
        on
            score_days.contact_key = contacts.contact_key
            and score_days.model_key = contacts.model_key
            and coalesce(score_days.until_on, {{ end_of_time() }})
            > contacts.created_on
),

judged_days as (
    select
        score_days.contact_key,
        score_days.model_key,
        score_days.effective_on,
        score_days.label_rank >= handover_ranks.handover_rank as is_ready,
        lag(score_days.label_rank >= handover_ranks.handover_rank) over (
            partition by score_days.contact_key, score_days.model_key
            order by score_days.effective_on
        ) as was_ready
    from score_days
    inner join handover_ranks
        on score_days.model_key = handover_ranks.model_key
),

turning_days as (
    select
        contact_key,
        model_key,
        effective_on as opened_on,
        is_ready,
        lead(effective_on) over (
            partition by contact_key, model_key order by effective_on
        ) as closed_on
    from judged_days
    where is_ready <> coalesce(was_ready, false)
),

spells as (
    select
        contact_key,
        model_key,
        opened_on,
        closed_on
    from turning_days
    where is_ready
)

select * from spells
