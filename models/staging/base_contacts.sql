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

judged_rows as (
    select
        *,
        {{ text_hash('exported_id') }} as exported_key,
        coalesce(fault, {{ older_state() }}) as rejection_reason
    from numbered_rows
)

select * from judged_rows
