{% set tables = {
    'contacts': 'exported_id',
    'orders': 'order_id',
    'deals': 'deal_id',
    'sales_touches': 'touch_id',
    'contact_changes': 'change_id',
    'campaign_costs': 'cost_id',
} %}
with

-- An alias counts once, and only if it ends at a contact who exists.
numbered_aliases as (
    select
        *,
        row_number() over (
            partition by alias_id
            order by
                case when {{ is_blank('contact_id') }} then 1 else 0 end,
                contact_id,
                raw_row
        ) as copy_number
    from {{ source('raw', 'contact_aliases') }}
),

judged_aliases as (
    select
        aliases.alias_id,
        aliases.raw_row,
        case
            when {{ is_blank('aliases.alias_id') }} then 'missing_id'
            when {{ is_blank('aliases.contact_id') }} then 'unknown_contact'
            when aliases.copy_number > 1 then 'duplicate_id'
            when contacts.contact_id is null then 'unknown_contact'
        end as rejection_reason
    from numbered_aliases as aliases
    left join {{ ref('stg_contact_aliases') }} as survivors
        on aliases.alias_id = survivors.alias_id
    left join {{ ref('stg_contacts') }} as contacts
        on survivors.contact_id = contacts.contact_id
),

rejected_rows as (
    {% for table, id in tables.items() %}
        select
            '{{ table }}' as table_name,
            coalesce({{ id }}, '') as row_id,
            rejection_reason as reason,
            raw_row
        from {{ ref('base_' ~ table) }}
        where rejection_reason is not null
        union all
    {% endfor %}
    select
        'contact_aliases' as table_name,
        coalesce(alias_id, '') as row_id,
        rejection_reason as reason,
        raw_row
    from judged_aliases
    where rejection_reason is not null
    union all
    select
        'events' as table_name,
        coalesce(event_id, '') as row_id,
        rejection_reason as reason,
        raw_row
    from {{ ref('int_rejected_events') }}
)

select * from rejected_rows
