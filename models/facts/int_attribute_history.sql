-- An attribute that contact_changes speaks of is known from there alone, so it
-- is unknown before the first row of it, even if that is dated after as_of.
with

contacts as (
    select * from {{ ref('stg_contacts') }}
),

as_of as (
    select * from {{ ref('run_as_of') }}
),

usable_changes as (
    select
        changes.contact_key,
        changes.attribute,
        changes.attribute_value,
        changes.valid_at,
        changes.valid_on,
        contacts.created_on,
        greatest(changes.valid_on, contacts.created_on) as from_on
    from {{ ref('base_contact_changes') }} as changes
    inner join contacts
        on changes.contact_key = contacts.contact_key
    where
        changes.rejection_reason is null
        and not {{ is_as_exported('changes.attribute', 'contacts') }}
),

dated_values as (
    select
        usable_changes.contact_key,
        usable_changes.attribute,
        usable_changes.from_on,
        usable_changes.valid_at,
        usable_changes.attribute_value
    from usable_changes
    inner join as_of
        on usable_changes.valid_on <= as_of.as_of
    union all
    select distinct
        contact_key,
        attribute,
        created_on as from_on,
        cast(null as timestamp) as valid_at,
        cast(null as {{ dbt.type_string() }}) as attribute_value
    from usable_changes
),

values_of_day as (
    select
        *,
        row_number() over (
            partition by contact_key, attribute, from_on
            order by case when valid_at is null then 1 else 0 end, valid_at desc
        ) as moments_to_the_last
    from dated_values
),

attribute_history as (
    select
        contact_key,
        attribute,
        from_on,
        lead(from_on) over (
            partition by contact_key, attribute
            order by from_on
        ) as until_on,
        attribute_value
    from values_of_day
    where moments_to_the_last = 1
)

select * from attribute_history
