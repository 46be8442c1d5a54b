-- Odd but legal: money of several currencies or with the wrong sign, and ids that
-- somebody's spreadsheet has changed.
with

orders as (
    select * from {{ ref('base_orders') }}
    where rejection_reason is null
),

order_statuses as (
    {{ typed_seed('order_statuses') }}
),

currencies as (
    select
        upper({{ tidy('currency') }}) as currency,
        count(*) as orders,
        count(*) over () - 1 as others,
        row_number() over (order by count(*) desc, upper({{ tidy('currency') }}))
            as place
    from orders
    where not {{ is_blank('currency') }}
    group by upper({{ tidy('currency') }})
),

positive_refunds as (
    select
        orders.status,
        count(*) as orders,
        cast(sum(orders.amount) as decimal(18, 2)) as money
    from orders
    inner join order_statuses
        on orders.status = order_statuses.status
    where
        order_statuses.counts_as = 'refund'
        and orders.amount > 0
    group by orders.status
),

ids as (
    select
        'contacts' as table_name,
        'contact_id' as cell,
        exported_id as id
    from {{ ref('base_contacts') }}
    {% for table, id in [
        ('orders', 'order_id'), ('deals', 'deal_id'),
        ('sales_touches', 'touch_id'),
    ] %}
        union all
        select
            '{{ table }}' as table_name,
            '{{ id }}' as cell,
            {{ id }} as id
        from {{ ref('base_' ~ table) }}
        union all
        select
            '{{ table }}' as table_name,
            'contact_id' as cell,
            contact_id as id
        from {{ ref('base_' ~ table) }}
    {% endfor %}
),

changed_ids as (
    select
        table_name,
        cell,
        count(*) as times,
        min(id) as example
    from ids
    where
        (id like '%.%' or upper(id) like '%E+%')
        and {{ matches(
            'trim(id)', '[0-9]+([.][0-9]+)?[eE][+]?[0-9]+|[0-9]+[.]0+'
        ) }}
    group by
        table_name,
        cell
),

-- Of states that are told apart a later one may have a new address.
contact_rows as (
    select
        exported_key,
        exported_id,
        rejection_reason,
        lower({{ tidy(json_value('raw_row', "'email'")) }}) as email
    from {{ ref('base_contacts') }}
    where
        rejection_reason is null
        or is_conflicting
),

other_people as (
    select
        count(distinct copies.exported_key) as contacts,
        min(stays.exported_id) as example
    from contact_rows as copies
    inner join contact_rows as stays
        on copies.exported_key = stays.exported_key
    where
        copies.rejection_reason is not null
        and stays.rejection_reason is null
        and copies.email <> stays.email
),

problems as (
    select
        'orders' as file_name,
        cast(null as integer) as row_number,
        'currency' as cell,
        {{ sentence(
            '{orders} orders are in {currency}, and others in {others} other '
            ~ 'currencies; amounts are added as they stand, so export one currency'
        ) }} as problem
    from currencies
    where others > 0 and place = 1
    union all
    select
        'orders' as file_name,
        cast(null as integer) as row_number,
        'amount' as cell,
        {{ sentence(
            "{orders} orders with the status '{status}' (refund) have amounts above 0, "
            ~ '{money} in all; they count for nothing, for money given back is '
            ~ 'negative'
        ) }} as problem
    from positive_refunds
    union all
    select
        table_name as file_name,
        cast(null as integer) as row_number,
        cell,
        {{ sentence(
            "{times} ids look as if a spreadsheet had changed them, such as "
            ~ "'{example}': several people may share one, so export ids as text"
        ) }} as problem
    from changed_ids
    union all
    select
        'contacts' as file_name,
        cast(null as integer) as row_number,
        'contact_id' as cell,
        {{ sentence(
            "{contacts} ids come with different e-mails in several rows, such as "
            ~ "'{example}': one id should be one person"
        ) }} as problem
    from other_people
    where contacts > 0
)

select * from problems
