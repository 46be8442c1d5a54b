-- Every attribute that a model scores, and every column of the exported
-- contacts, as far as it could be asked in a form: what tells contacts, their
-- time and their kind apart is none.
with

scored_contacts as (
    select
        contact_key,
        model_key,
        scoring_model
    from {{ ref('int_scored_contacts') }}
),

contacts as (
    select
        contact_key,
        attributes
    from {{ ref('stg_contacts') }}
),

models as (
    select
        model_key,
        scoring_model,
        count(*) as contacts
    from scored_contacts
    group by
        model_key,
        scoring_model
),

fields as (
    {{ json_fields('contacts', ['contact_key'], 'attributes') }}
),

known_fields as (
    select
        contact_key,
        lower(trim(field_name)) as attribute,
        max(
            case when not {{ is_blank('field_value') }} then 1 else 0 end
        ) as is_known
    from fields
    where
        lower(trim(field_name))
        not in ('contact_id', 'created_at', 'audience')
    group by
        contact_key,
        lower(trim(field_name))
),

exported_fields as (
    select
        scored_contacts.model_key,
        known_fields.attribute,
        sum(known_fields.is_known) as contacts_known
    from known_fields
    inner join scored_contacts
        on known_fields.contact_key = scored_contacts.contact_key
    group by
        scored_contacts.model_key,
        known_fields.attribute
),

known_attributes as (
    select
        scored_contacts.model_key,
        attributes.attribute,
        count(*) as contacts_known
    from {{ ref('int_contact_attributes') }} as attributes
    inner join scored_contacts
        on attributes.contact_key = scored_contacts.contact_key
    group by
        scored_contacts.model_key,
        attributes.attribute
),

all_fields as (
    select
        models.model_key,
        fit_rules.attribute
    from {{ ref('stg_fit_rules') }} as fit_rules
    inner join models
        on fit_rules.scoring_model = models.scoring_model
    union
    select
        model_key,
        attribute
    from exported_fields
),

field_counts as (
    select
        models.model_key,
        models.scoring_model,
        all_fields.attribute,
        cast(models.contacts as bigint) as contacts,
        cast(coalesce(
            exported_fields.contacts_known, known_attributes.contacts_known, 0
        ) as bigint) as contacts_known
    from all_fields
    inner join models
        on all_fields.model_key = models.model_key
    left join exported_fields
        on
            all_fields.model_key = exported_fields.model_key
            and all_fields.attribute = exported_fields.attribute
    left join known_attributes
        on
            all_fields.model_key = known_attributes.model_key
            and all_fields.attribute = known_attributes.attribute
)

select * from field_counts
