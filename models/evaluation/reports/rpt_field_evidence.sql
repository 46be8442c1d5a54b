-- An age is worked out from a birth date, a near_office from coordinates: those
-- columns earn what these attributes earn.
with

rules as (
    select
        rule_key,
        model_key,
        rule as attribute
    from {{ ref('int_rules') }}
    where
        component = 'fit'
        and kind <> 'bound'
),

points_now as (
    select
        ledger.contact_key,
        ledger.model_key,
        rules.attribute
    from {{ ref('int_ledger') }} as ledger
    inner join rules
        on ledger.rule_key = rules.rule_key
    inner join {{ ref('run_as_of') }} as as_of
        on ledger.effective_on <= as_of.as_of
    group by
        ledger.contact_key,
        ledger.model_key,
        rules.attribute
    having sum(ledger.points) <> 0
),

earning_attributes as (
    select
        model_key,
        attribute,
        count(*) as contacts
    from points_now
    group by
        model_key,
        attribute
),

scored_attributes as (
    select distinct
        model_key,
        attribute
    from rules
),

exclusions as (
    {{ typed_seed('exclusions') }}
),

excluding_attributes as (
    select distinct lower(field) as attribute
    from exclusions
),

named_fields as (
    select
        *,
        case
            when attribute = 'birth_date' then 'age'
            when attribute in ('latitude', 'longitude') then 'near_office'
            else attribute
        end as earning_attribute
    from {{ ref('int_field_counts') }}
),

fields as (
    select
        named_fields.*,
        scored_attributes.attribute is not null as is_scored,
        excluding_attributes.attribute is not null as is_excluding,
        cast(coalesce(earning_attributes.contacts, 0) as bigint)
            as contacts_earning
    from named_fields
    left join scored_attributes
        on
            named_fields.model_key = scored_attributes.model_key
            and named_fields.earning_attribute = scored_attributes.attribute
    left join earning_attributes
        on
            named_fields.model_key = earning_attributes.model_key
            and named_fields.earning_attribute = earning_attributes.attribute
    left join excluding_attributes
        on named_fields.attribute = excluding_attributes.attribute
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
