-- depends_on: {{ ref('run_scope') }}
-- Somebody born before 1900-01-02 is a placeholder: no spreadsheet has a day before.
{% set born_at -%}
    case
        when birth_date >= cast('1900-01-02' as timestamp)
            then {{ finite('birth_date') }}
    end
{%- endset %}
with

raw_contacts as (
    select * from {{ source('raw', 'contacts') }}
),

contact_aliases as (
    select * from {{ ref('stg_contact_aliases') }}
),

read_rows as (
    select
        contact_id as exported_id,
        {{ finite('created_at') }} as created_at,
        lower({{ tidy('audience') }}) as audience,
        cast({{ born_at }} as date) as birth_date,
        {{ read_coordinate('latitude', 90) }} as latitude,
        {{ read_coordinate('longitude', 180) }} as longitude,
        {{ read_update('updated_at') }} as updated_at,
        {{ unread_cell('birth_date_cell', born_at) }} as unread_birth_date,
        {{ unread_cell('latitude', read_coordinate('latitude', 90)) }}
            as unread_latitude,
        {{ unread_cell('longitude', read_coordinate('longitude', 180)) }}
            as unread_longitude,
        {{ unread_cell('updated_at_cell', read_update('updated_at')) }}
            as unread_updated_at,
        loaded_at,
        raw_row,
        raw_part
    from raw_contacts
),

dated_rows as (
    select
        *,
        {{ own_rejection('exported_id', 'created_at') }} as own_rejection
    from read_rows
),

faulty_rows as (
    select
        *,
        own_rejection as fault
    from dated_rows
),

{{ latest_states('exported_id') }},

named_rows as (
    select
        numbered_rows.*,
        contact_aliases.alias_id is not null as is_alias,
        contact_aliases.merged_at,
        coalesce(contact_aliases.contact_id, numbered_rows.exported_id)
            as contact_id,
        coalesce(numbered_rows.fault, {{ older_state() }}) as state_rejection
    from numbered_rows
    left join contact_aliases
        on numbered_rows.exported_id = contact_aliases.alias_id
),

-- A survivor without a row of its own has that of whoever was merged into it
-- first, from that day on.
merged_rows as (
    select
        named_rows.exported_id,
        survivors.exported_id is not null
        or row_number() over (
            partition by named_rows.contact_id
            order by
                named_rows.merged_at nulls first,
                named_rows.created_at,
                named_rows.exported_id
        ) > 1 as gives_way
    from named_rows
    left join named_rows as survivors
        on
            named_rows.contact_id = survivors.exported_id
            and survivors.state_rejection is null
    where
        named_rows.is_alias
        and named_rows.state_rejection is null
),

judged_rows as (
    select
        named_rows.*,
        {{ text_hash('named_rows.contact_id') }} as contact_key,
        greatest(named_rows.created_at, named_rows.merged_at) as exists_since,
        case
            when named_rows.state_rejection is not null
                then named_rows.state_rejection
            when merged_rows.gives_way then 'merged_contact'
        end as rejection_reason
    from named_rows
    left join merged_rows
        on named_rows.exported_id = merged_rows.exported_id
)

select * from judged_rows
