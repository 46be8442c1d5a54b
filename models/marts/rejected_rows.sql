{% set tables = {
    'contacts': 'exported_id',
    'orders': 'order_id',
    'deals': 'deal_id',
    'sales_touches': 'touch_id',
    'contact_changes': 'change_id',
    'campaign_costs': 'cost_id',
    'contact_aliases': 'alias_id',
} %}
with

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
        'contacts' as table_name,
        contacts.exported_id as row_id,
        'merged_contact' as reason,
        contacts.raw_row
    from {{ ref('base_contacts') }} as contacts
    inner join {{ ref('int_merged_contacts') }} as merged_contacts
        on contacts.exported_id = merged_contacts.exported_id
    where
        contacts.rejection_reason is null
        and merged_contacts.gives_way
    union all
    select
        'events' as table_name,
        coalesce(event_id, '') as row_id,
        rejection_reason as reason,
        raw_row
    from {{ ref('int_rejected_events') }}
)

select * from rejected_rows
