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

conflicting_states as (
    {% for table, id in tables.items() %}
        select
            '{{ table }}' as table_name,
            {{ id }} as row_id,
            kept_row,
            raw_row as other_row
        from {{ ref('base_' ~ table) }}
        where is_conflicting
        {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from conflicting_states
