{% set tables = {
    'contacts': 'exported_id',
    'events': 'event_id',
    'orders': 'order_id',
    'deals': 'deal_id',
    'sales_touches': 'touch_id',
    'contact_aliases': 'alias_id',
    'contact_changes': 'change_id',
    'campaign_costs': 'cost_id',
} %}

with

{% for table, id in tables.items() %}
    rejected_{{ table }} as (
        select
            '{{ table }}' as table_name,
            coalesce({{ id }}, '') as row_id,
            rejection_reason as reason,
            raw_row
        from {{ ref('stg_' ~ table ~ '_judged') }}
        where rejection_reason is not null
    ),
{% endfor %}

rejected_rows as (
    {% for table in tables %}
        select * from rejected_{{ table }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from rejected_rows
