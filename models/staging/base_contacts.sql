-- depends_on: {{ ref('run_scope') }}
-- Somebody born before 1900-01-02 is a placeholder: no spreadsheet has a day before.
{% set born_at -%}
    case
        when raw_contacts.birth_date >= cast('1900-01-02' as timestamp)
            then {{ finite('raw_contacts.birth_date') }}
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
        raw_contacts.contact_id as exported_id,
        contact_aliases.alias_id is not null as is_alias,
        coalesce(contact_aliases.contact_id, raw_contacts.contact_id)
            as contact_id,
        {{ finite('raw_contacts.created_at') }} as created_at,
        lower({{ tidy('raw_contacts.audience') }}) as audience,
        cast({{ born_at }} as date) as birth_date,
        {{ read_coordinate('raw_contacts.latitude', 90) }} as latitude,
        {{ read_coordinate('raw_contacts.longitude', 180) }} as longitude,
        {{ unread_cell('raw_contacts.birth_date_cell', born_at) }}
            as unread_birth_date,
        {{ unread_cell(
            'raw_contacts.latitude', read_coordinate('raw_contacts.latitude', 90)
        ) }} as unread_latitude,
        {{ unread_cell(
            'raw_contacts.longitude', read_coordinate('raw_contacts.longitude', 180)
        ) }} as unread_longitude,
        raw_contacts.raw_row,
        raw_contacts.raw_part
    from raw_contacts
    left join contact_aliases
        on raw_contacts.contact_id = contact_aliases.alias_id
),

dated_rows as (
    select
        *,
        {{ own_rejection('exported_id', 'created_at') }} as own_rejection
    from read_rows
),

-- Few contacts come in several rows: only theirs are put in order.
repeated_ids as (
    select contact_id
    from dated_rows
    where own_rejection is null
    group by contact_id
    having count(*) > 1
),

numbered_rows as (
    select
        dated_rows.*,
        1 as copy_number,
        dated_rows.created_at as first_created_at
    from dated_rows
    left join repeated_ids
        on dated_rows.contact_id = repeated_ids.contact_id
    where
        repeated_ids.contact_id is null
        or dated_rows.own_rejection is not null
    union all
    select
        dated_rows.*,
        row_number() over (
            partition by dated_rows.contact_id
            order by
                dated_rows.is_alias, dated_rows.created_at, dated_rows.raw_row
        ) as copy_number,
        min(dated_rows.created_at) over (partition by dated_rows.contact_id)
            as first_created_at
    from dated_rows
    inner join repeated_ids
        on dated_rows.contact_id = repeated_ids.contact_id
    where dated_rows.own_rejection is null
),

judged_rows as (
    select
        *,
        {{ text_hash('contact_id') }} as contact_key,
        case
            when own_rejection is not null then own_rejection
            when copy_number > 1 and is_alias then 'merged_contact'
            when copy_number > 1 then 'duplicate_id'
        end as rejection_reason
    from numbered_rows
)

select * from judged_rows
