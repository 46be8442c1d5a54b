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

exclusions as (
    {{ typed_seed('exclusions') }}
),

ages_excluding as (
    select count(*) as rules from exclusions
    where lower(field) = 'age'
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
        contact_key,
        exported_key as piece
    from {{ ref('int_contact_ids') }}
    union all
    select
        orders.contact_key,
        {{ texts_hash([
            'orders.order_id',
            'cast(orders.ordered_at as ' ~ dbt.type_string() ~ ')',
            'cast(orders.amount as ' ~ dbt.type_string() ~ ')',
            'orders.status',
        ]) }} as piece
    from {{ ref('base_orders') }} as orders
    inner join as_of
        on orders.ordered_on <= as_of.as_of
    where orders.rejection_reason is null
    union all
    select
        deals.contact_key,
        {{ texts_hash([
            'deals.deal_id',
            'deals.stage',
            'cast(deals.ended_on as ' ~ dbt.type_string() ~ ')',
        ]) }} as piece
    from {{ ref('base_deals') }} as deals
    inner join as_of
        on deals.ended_on <= as_of.as_of
    where
        deals.rejection_reason is null
        and deals.stage = 'won'
    union all
    select
        changes.contact_key,
        {{ texts_hash([
            'changes.attribute',
            'case when changes.valid_on <= as_of.as_of then changes.change_id end',
            'case when changes.valid_on <= as_of.as_of '
            ~ 'then changes.attribute_value end',
        ]) }} as piece
    from {{ ref('base_contact_changes') }} as changes
    cross join as_of
    where changes.rejection_reason is null
    union all
    select
        contacts.contact_key,
        {{ texts_hash([
            "'age'",
            'cast(' ~ age_on('contacts.birth_date', 'as_of.as_of') ~ ' as '
            ~ dbt.type_string() ~ ')',
        ]) }} as piece
    from contacts
    cross join as_of
    cross join ages_excluding
    where
        ages_excluding.rules > 0
        and contacts.birth_date is not null
),

states as (
    select
        contact_key,
        cast(sum(cast(piece as decimal(38, 0))) as decimal(38, 0)) as state
    from pieces
    group by contact_key
)

select * from states
