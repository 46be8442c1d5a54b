-- An age is worked out from a birth date, a near_office from coordinates: those
-- columns earn what these attributes earn.
with

models as (
    select
        model_key,
        scoring_model,
        count(*) as contacts
    from {{ ref('int_scored_contacts') }}
    group by
        model_key,
        scoring_model
),

scored_attributes as (
    select distinct
        models.model_key,
        fit_rules.attribute
    from {{ ref('stg_fit_rules') }} as fit_rules
    inner join models
        on fit_rules.scoring_model = models.scoring_model
),

scored_contacts as (
    select
        contact_key,
        model_key
    from {{ ref('int_scored_contacts') }}
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
        model_key,
        attribute
    from scored_attributes
    union
    select
        model_key,
        attribute
    from {{ ref('int_exported_fields') }}
),

named_fields as (
    select
        *,
        case
            when attribute = 'birth_date' then 'age'
            when attribute in ('latitude', 'longitude') then 'near_office'
            else attribute
        end as earning_attribute
    from all_fields
),

excluding_attributes as (
    select distinct lower(field) as attribute
    from {{ ref('stg_exclusions') }}
),

fields as (
    select
        models.scoring_model,
        named_fields.attribute,
        models.contacts,
        scored_attributes.attribute is not null as is_scored,
        excluding_attributes.attribute is not null as is_excluding,
        coalesce(
            exported_fields.contacts_known, known_attributes.contacts_known, 0
        ) as contacts_known,
        cast(coalesce(earning_attributes.contacts_earning, 0) as bigint)
            as contacts_earning
    from named_fields
    inner join models
        on named_fields.model_key = models.model_key
    left join scored_attributes
        on
            named_fields.model_key = scored_attributes.model_key
            and named_fields.earning_attribute = scored_attributes.attribute
    left join excluding_attributes
        on named_fields.attribute = excluding_attributes.attribute
    left join {{ ref('int_exported_fields') }} as exported_fields
        on
            named_fields.model_key = exported_fields.model_key
            and named_fields.attribute = exported_fields.attribute
    left join known_attributes
        on
            named_fields.model_key = known_attributes.model_key
            and named_fields.attribute = known_attributes.attribute
    left join {{ ref('int_earning_attributes') }} as earning_attributes
        on
            named_fields.model_key = earning_attributes.model_key
            and named_fields.earning_attribute = earning_attributes.attribute
),

field_evidence as (
    select
        scoring_model,
        attribute,
        is_scored,
        {{ share('contacts_known', 'contacts') }} as known_share,
        contacts_earning,
        case
            when contacts_earning > 0 then 'earns'
            when is_scored then 'earns_nobody'
            else 'not_scored'
        end as verdict,
        case
            when contacts_earning > 0 then 'gives points today'
            when is_scored and contacts_known = 0
                then
                    'scored, but nobody has a value: mend the export, '
                    || 'or drop the field and its rows'
            when is_scored
                then
                    'scored, but no value it has earns points: see its rows '
                    || 'in fit_points.csv, or drop the field'
            when is_excluding then 'not scored, but exclusions.csv reads it'
            else 'not scored: drop it from the form unless others need it'
        end as reason
    from fields
)

select * from field_evidence
