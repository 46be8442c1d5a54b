-- Rows that are judged again replace those of the same id and number, so no two
-- rows may share both. Rows without an id are never judged again.
{% set tables = {
    'contacts': 'contact_id',
    'orders': 'order_id',
    'deals': 'deal_id',
    'sales_touches': 'touch_id',
    'contact_changes': 'change_id',
} %}

{% for table, id in tables.items() %}
    select
        '{{ table }}' as table_name,
        {{ id }} as row_id,
        copy_number
    from {{ ref('base_' ~ table) }}
    where {{ id }} is not null
    group by
        {{ id }},
        copy_number
    having count(*) > 1
    {{ 'union all' if not loop.last }}
{% endfor %}
