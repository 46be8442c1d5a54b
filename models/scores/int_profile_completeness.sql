-- depends_on: {{ ref('contacts_this_run') }}
-- depends_on: {{ ref('run_inputs') }}
with

scored_contacts as (
    select
        pairs.contact_key,
        pairs.model_key,
        models.scoring_model
    from {{ ref('pairs_this_run') }} as pairs
    inner join {{ ref('stg_scoring_models') }} as models
        on pairs.model_key = models.model_key
),

scored_attributes as (
    select distinct
        scoring_model,
        attribute
    from {{ ref('stg_fit_rules') }}
),

contact_attributes as (
    select * from {{ ref('int_contact_attributes') }}
),

-- A model that asks for nothing is answered in full.
profile_completeness as (
    select
        scored_contacts.contact_key,
        scored_contacts.model_key,
        cast(
            case
                when count(scored_attributes.attribute) = 0 then 1
                else
                    count(contact_attributes.attribute) * 1.0
                    / count(scored_attributes.attribute)
            end as decimal(5, 4)
        ) as profile_completeness
    from scored_contacts
    left join scored_attributes
        on scored_contacts.scoring_model = scored_attributes.scoring_model
    left join contact_attributes
        on
            scored_contacts.contact_key = contact_attributes.contact_key
            and scored_attributes.attribute = contact_attributes.attribute
    group by
        scored_contacts.contact_key,
        scored_contacts.model_key
)

select * from profile_completeness
