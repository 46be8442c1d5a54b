with

contacts as (
    select * from {{ ref('stg_contacts') }}
),

as_of as (
    select * from {{ ref('run_as_of') }}
),

scoring_models as (
    select * from {{ ref('stg_scoring_models') }}
),

scored_contacts as (
    select
        contacts.contact_key,
        scoring_models.model_key,
        scoring_models.scoring_model,
        scoring_models.is_primary,
        contacts.audience,
        contacts.created_on,
        as_of.as_of
    from contacts
    inner join as_of
        on contacts.created_on <= as_of.as_of
    inner join scoring_models
        on scoring_models.audience in ('all', contacts.audience)
)

select * from scored_contacts
