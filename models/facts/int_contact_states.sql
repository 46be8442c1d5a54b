-- All that counts of a contact but its events, as one number: when it is another
-- number than when the contact was last scored, the contact is scored again.
-- Sums of hashes, so that the order of rows is nothing.
with

as_of as (
    select * from {{ ref('run_as_of') }}
),

contacts as (
    select * from {{ ref('stg_contacts') }}
),

pieces as (
    select
        contacts.contact_key,
        {{ texts_hash([
            "'contact'",
            'cast(contacts.created_at as ' ~ dbt.type_string() ~ ')',
            'contacts.audience',
            'contacts.attributes',
            'case when contacts.created_on <= as_of.as_of then 1 else 0 end || \'\'',
        ]) }} as piece
    from contacts
    cross join as_of
    union all
    select
        identities.contact_key,
        {{ texts_hash([
            'cast(identities.exported_key as ' ~ dbt.type_string() ~ ')',
            'cast(identities.rows_from as ' ~ dbt.type_string() ~ ')',
            'cast(identities.rows_until as ' ~ dbt.type_string() ~ ')',
            'cast(spans.known_from as ' ~ dbt.type_string() ~ ')',
            'cast(spans.known_until as ' ~ dbt.type_string() ~ ')',
        ]) }} as piece
    from {{ ref('int_identities') }} as identities
    left join {{ ref('int_contact_spans') }} as spans
        on
            identities.contact_key = spans.contact_key
            and identities.span = spans.span
    union all
    select
        contact_key,
        {{ texts_hash([
            "'former'",
            'cast(exported_key as ' ~ dbt.type_string() ~ ')',
            'cast(known_from as ' ~ dbt.type_string() ~ ')',
        ]) }} as piece
    from {{ ref('int_former_identities') }}
    union all
    select
        identities.contact_key,
        {{ texts_hash([
            'orders.order_id',
            'cast(orders.ordered_at as ' ~ dbt.type_string() ~ ')',
            'cast(orders.amount as ' ~ dbt.type_string() ~ ')',
            'orders.status',
        ]) }} as piece
    from {{ ref('base_orders') }} as orders
    inner join {{ ref('int_identities') }} as identities
        on {{ is_row_of('identities', 'orders', 'orders.ordered_at') }}
    inner join as_of
        on orders.ordered_on <= as_of.as_of
    where orders.rejection_reason is null
    union all
    select
        identities.contact_key,
        {{ texts_hash([
            'deals.deal_id',
            'cast(deals.opened_on as ' ~ dbt.type_string() ~ ')',
            'deals.stage',
            'cast(case when deals.closed_on <= as_of.as_of '
            ~ 'then deals.closed_on end as ' ~ dbt.type_string() ~ ')',
        ]) }} as piece
    from {{ ref('base_deals') }} as deals
    inner join {{ ref('int_identities') }} as identities
        on {{ is_row_of('identities', 'deals', 'deals.created_at') }}
    inner join as_of
        on deals.opened_on <= as_of.as_of
    where deals.rejection_reason is null
    union all
    select
        identities.contact_key,
        {{ texts_hash([
            'changes.change_id',
            'changes.old_value',
            'cast(changes.has_old_value as ' ~ dbt.type_string() ~ ')',
            'case when changes.valid_on <= as_of.as_of '
            ~ "then 'holds ' || coalesce(changes.attribute_value, '') end",
        ]) }} as piece
    from {{ ref('base_contact_changes') }} as changes
    inner join {{ ref('int_identities') }} as identities
        on {{ is_row_of('identities', 'changes', 'changes.valid_at') }}
    cross join as_of
    where changes.rejection_reason is null
),

states as (
    select
        contact_key,
        cast(sum(cast(piece as decimal(38, 0))) as decimal(38, 0)) as state
    from pieces
    group by contact_key
)

select * from states
