with

scored_contacts as (
    select
        contacts.contact_key,
        contacts.contact_id,
        contacts.created_on,
        rules.model_key,
        rules.scoring_model
    from {{ ref('stg_contacts') }} as contacts
    inner join {{ ref('run_as_of') }} as as_of
        on contacts.created_on <= as_of.as_of
    cross join (
        select distinct
            model_key,
            scoring_model
        from {{ ref('int_rules') }}
    ) as rules
    where contacts.audience not in (
        select exclusions.audience from {{ ref('exclusions') }} as exclusions
    )
)

select * from scored_contacts
