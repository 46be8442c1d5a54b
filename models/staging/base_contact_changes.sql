-- depends_on: {{ ref('run_scope') }}
with

raw_contact_changes as (
    select * from {{ source('raw', 'contact_changes') }}
),

named_rows as (
    select
        contact_id,
        lower({{ tidy('attribute') }}) as attribute,
        {{ tidy('value') }} as attribute_value,
        {{ tidy('old_value') }} as old_value,
        {{ json_has('raw_row', 'old_value') }}
            as has_old_value,
        {{ finite('valid_from') }} as valid_at,
        {{ read_update('updated_at') }} as updated_at,
        {{ unread_cell(
            'updated_at_cell', read_update('updated_at')
        ) }} as unread_updated_at,
        loaded_at,
        raw_row,
        raw_part
    from raw_contact_changes
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
