with

judged_contact_changes as (
    {{ judged_rows('contact_changes') }}
),

accepted_contact_changes as (
    select
        change_id,
        contact_id,
        contact_key,
        attribute,
        attribute_value,
        valid_at,
        cast(valid_at as date) as valid_on
    from judged_contact_changes
    where rejection_reason is null
)

select * from accepted_contact_changes
