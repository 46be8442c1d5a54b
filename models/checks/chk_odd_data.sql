-- Odd but legal: raw values that the seeds say nothing about, and changes of
-- what cannot change.
with

order_statuses as (
    {{ typed_seed('order_statuses') }}
),

undeclared_statuses as (
    select
        orders.status,
        count(*) as orders
    from {{ ref('base_orders') }} as orders
    left join order_statuses
        on orders.status = order_statuses.status
    where
        orders.rejection_reason is null
        and orders.status is not null
        and order_statuses.status is null
    group by orders.status
),

uncovered_contacts as (
    select
        contacts.audience,
        count(*) as contacts
    from {{ ref('stg_contacts') }} as contacts
    left join {{ ref('stg_scoring_models') }} as scoring_models
        on scoring_models.audience in ('all', contacts.audience)
    where scoring_models.scoring_model is null
    group by contacts.audience
),

idle_changes as (
    select
        changes.attribute,
        count(*) as changes
    from {{ ref('base_contact_changes') }} as changes
    inner join {{ ref('stg_contacts') }} as contacts
        on changes.contact_key = contacts.contact_key
    where
        changes.rejection_reason is null
        and {{ is_as_exported('changes.attribute', 'contacts') }}
    group by changes.attribute
),

unknown_stages as (
    select
        stage,
        count(*) as deals
    from {{ ref('base_deals') }}
    where
        rejection_reason is null
        and stage not in ('open', 'won', 'lost')
    group by stage
),

problems as (
    select
        'order_statuses.csv' as file_name,
        cast(null as integer) as row_number,
        'status' as cell,
        {{ sentence(
            "{orders} orders have the status '{status}', which nobody declared; "
            ~ 'they count for nothing until a row says what they are'
        ) }} as problem
    from undeclared_statuses
    union all
    select
        'scoring_models.csv' as file_name,
        cast(null as integer) as row_number,
        'audience' as cell,
        {{ sentence(
            "no model scores the {contacts} contacts of the audience '{audience}'"
        ) }} as problem
    from uncovered_contacts
    union all
    select
        'contact_changes' as file_name,
        cast(null as integer) as row_number,
        'attribute' as cell,
        {{ sentence(
            "{changes} rows give '{attribute}' a history, which counts for "
            ~ 'nothing; it is known from contacts and deals'
        ) }} as problem
    from idle_changes
    union all
    select
        'deals' as file_name,
        cast(null as integer) as row_number,
        'stage' as cell,
        {{ sentence(
            "{deals} deals have the stage '{stage}', which is none of open, "
            ~ 'won, lost; they count as open'
        ) }} as problem
    from unknown_stages
)

select * from problems
