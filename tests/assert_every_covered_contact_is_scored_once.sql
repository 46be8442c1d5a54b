-- Who is scored follows from contacts and models alone, not from any event.
with

covered as (
    select
        contacts.contact_id,
        models.scoring_model
    from {{ ref('stg_contacts') }} as contacts
    cross join {{ ref('run_as_of') }} as as_of
    cross join {{ ref('scoring_models') }} as models
    where
        contacts.created_on <= as_of.as_of
        and lower(trim(models.is_active)) = 'yes'
        and lower(trim(models.audience)) in ('all', contacts.audience)
),

scored as (
    select
        contact_id,
        scoring_model,
        count(*) as scores
    from {{ ref('lead_scores') }}
    group by
        contact_id,
        scoring_model
),

failures as (
    select
        covered.contact_id as covered_contact,
        scored.contact_id as scored_contact,
        scored.scores
    from covered
    full outer join scored
        on
            covered.contact_id = scored.contact_id
            and covered.scoring_model = scored.scoring_model
    where
        covered.contact_id is null
        or scored.contact_id is null
        or scored.scores > 1
)

select * from failures
