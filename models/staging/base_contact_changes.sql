-- depends_on: {{ ref('run_scope') }}
with

raw_contact_changes as (
    select * from {{ source('raw', 'contact_changes') }}
),

contact_aliases as (
    select * from {{ ref('stg_contact_aliases') }}
),

named_rows as (
    select
        coalesce(contact_aliases.contact_id, raw_contact_changes.contact_id)
            as contact_id,
        lower({{ tidy('raw_contact_changes.attribute') }}) as attribute,
        {{ tidy('raw_contact_changes.value') }} as attribute_value,
        {{ tidy('raw_contact_changes.old_value') }} as old_value,
        {{ json_has('raw_contact_changes.raw_row', 'old_value') }}
            as has_old_value,
        {{ finite('raw_contact_changes.valid_from') }} as valid_at,
        {{ read_update('raw_contact_changes.updated_at') }} as updated_at,
        {{ unread_cell(
            'raw_contact_changes.updated_at_cell', read_update('raw_contact_changes.updated_at')
        ) }} as unread_updated_at,
        raw_contact_changes.loaded_at,
        raw_contact_changes.raw_row,
        raw_contact_changes.raw_part
    from raw_contact_changes
    left join contact_aliases
        on raw_contact_changes.contact_id = contact_aliases.alias_id
),

-- The export gives a change no id: who, when and what are one together.
read_rows as (
    select
        *,
        case when not {{ is_blank('contact_id') }} then contact_id end
        || ' ' || coalesce(cast(valid_at as {{ dbt.type_string() }}), '')
        || ' ' || attribute as change_id
    from named_rows
),

-- A value may hold since ever: before the contact was there nobody asks.
{{ judge_rows('change_id', 'valid_at', may_be_early=true) }},

contact_changes as (
    select
        *,
        cast(valid_at as date) as valid_on
    from judged_rows
)

select * from contact_changes
