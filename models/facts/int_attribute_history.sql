-- Before the first row of contact_changes an attribute is what that row says it was
-- (old_value), or else what contacts says; from that row on its rows alone count. A
-- row after as_of tells what was before it and nothing else. Rows that came to the
-- contact by a merger, or went, hold from that day, or until then.
with

contacts as (
    select * from {{ ref('stg_contacts') }}
),

as_of as (
    select * from {{ ref('run_as_of') }}
),

spans as (
    select * from {{ ref('int_contact_spans') }}
),

usable_changes as (
    select
        identities.contact_key,
        identities.span,
        changes.attribute,
        changes.attribute_value,
        changes.valid_at,
        changes.valid_on,
        changes.updated_at,
        changes.raw_row,
        changes.has_old_value,
        changes.old_value,
        contacts.created_on,
        contacts.attributes,
        row_number() over (
            partition by
                identities.contact_key,
                identities.span,
                changes.attribute
            order by
                changes.valid_at,
                changes.updated_at nulls first,
                changes.raw_row desc
        ) as change_number,
        greatest(changes.valid_on, contacts.created_on) as from_on
    from {{ ref('base_contact_changes') }} as changes
    inner join {{ ref('int_identities') }} as identities
        on {{ is_row_of('identities', 'changes', 'changes.valid_at') }}
    inner join contacts
        on identities.contact_key = contacts.contact_key
    where
        changes.rejection_reason is null
        and not {{ is_as_exported('changes.attribute', 'contacts') }}
),

told_attributes as (
    select distinct
        contact_key,
        attribute,
        created_on,
        attributes
    from usable_changes
    where span > 0
),

-- Of contacts with dated mergers the spans in which nothing is told of an attribute
-- that another span tells of.
untold_spans as (
    select
        told.contact_key,
        spans.span,
        told.attribute,
        told.created_on,
        told.attributes
    from told_attributes as told
    inner join spans
        on told.contact_key = spans.contact_key
    left join usable_changes
        on
            told.contact_key = usable_changes.contact_key
            and told.attribute = usable_changes.attribute
            and spans.span = usable_changes.span
            and usable_changes.change_number = 1
    where usable_changes.contact_key is null
),

first_changes as (
    select
        contact_key,
        span,
        attribute,
        created_on,
        attributes,
        has_old_value,
        old_value
    from usable_changes
    where change_number = 1
    union all
    select
        contact_key,
        span,
        attribute,
        created_on,
        attributes,
        false as has_old_value,
        cast(null as {{ dbt.type_string() }}) as old_value
    from untold_spans
),

dated_values as (
    select
        usable_changes.contact_key,
        usable_changes.span,
        usable_changes.attribute,
        usable_changes.from_on,
        usable_changes.change_number,
        usable_changes.attribute_value
    from usable_changes
    inner join as_of
        on usable_changes.valid_on <= as_of.as_of
    union all
    select
        contact_key,
        span,
        attribute,
        created_on as from_on,
        0 as change_number,
        case
            when has_old_value then old_value
            when attribute <> 'near_office'
                then {{ filled(tidy(json_value('attributes', 'attribute'))) }}
        end as attribute_value
    from first_changes
),

values_of_day as (
    select
        *,
        row_number() over (
            partition by contact_key, span, attribute, from_on
            order by change_number desc
        ) as moments_to_the_last
    from dated_values
),

following_values as (
    select
        contact_key,
        span,
        attribute,
        from_on,
        lead(from_on) over (
            partition by contact_key, span, attribute
            order by from_on
        ) as until_on,
        attribute_value,
        change_number > 0 as is_dated
    from values_of_day
    where moments_to_the_last = 1
),

attribute_history as (
    select
        following_values.contact_key,
        following_values.attribute,
        {{ span_from('following_values.from_on') }} as from_on,
        {{ span_until('following_values.until_on') }} as until_on,
        {{ is_begun_by_merger('following_values.from_on') }} as by_merger,
        following_values.attribute_value,
        following_values.is_dated
    from following_values
    left join spans
        on
            following_values.contact_key = spans.contact_key
            and following_values.span = spans.span
    where {{ is_within_span('following_values.from_on', 'following_values.until_on') }}
)

select * from attribute_history
