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
            'contacts.audience',
            "case when contacts.created_on <= as_of.as_of then 'yes' else 'no' end",
        ]) }} as piece
    from contacts
    cross join as_of
    union all
    select
        contact_key,
        exported_key as piece
    from {{ ref('int_contact_ids') }}
    union all
    select
        orders.contact_key,
        {{ texts_hash(['orders.order_id', 'cast(orders.ordered_on as varchar)']) }} as piece
    from {{ ref('base_orders') }} as orders
    inner join as_of
        on orders.ordered_on <= as_of.as_of
    where orders.rejection_reason is null
),

states as (
    select
        contact_key,
        sum(cast(piece as decimal(38, 0))) as state
    from pieces
    group by contact_key
)

select * from states
