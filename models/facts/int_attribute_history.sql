-- Before the first row of contact_changes an attribute is what that row says it was
-- (old_value), or else what contacts says; from that row on its rows alone count. A
-- row after as_of tells what was before it and nothing else.
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
        case
            when changes.has_old_value then changes.old_value
            when changes.attribute <> 'near_office'
                then {{ filled(tidy(json_value(
                    'contacts.attributes', 'changes.attribute'
                ))) }}
        end as value_before,
        row_number() over (
            partition by changes.contact_key, changes.attribute
            order by changes.valid_at
        ) as change_number,
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
    select
        contact_key,
        attribute,
        created_on as from_on,
        cast(null as timestamp) as valid_at,
        value_before as attribute_value
    from usable_changes
    where change_number = 1
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
        attribute_value,
        valid_at is not null as is_dated
    from values_of_day
    where moments_to_the_last = 1
)

select * from attribute_history
