-- Odd but legal: raw values that the seeds say nothing about, changes of what
-- cannot change, and states of which nothing says which is the later one.
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
    inner join {{ ref('int_identities') }} as identities
        on
            {{ is_row_of('identities', 'changes', 'changes.valid_at') }}
            and identities.is_current
    inner join {{ ref('stg_contacts') }} as contacts
        on identities.contact_key = contacts.contact_key
    where
        changes.rejection_reason is null
        and {{ is_as_exported('changes.attribute', 'contacts') }}
    group by changes.attribute
),

deal_stages as (
    {{ typed_seed('deal_stages') }}
),

explained_deals as (
    select
        deals.stage,
        deals.closed_on,
        deals.amount,
        deal_stages.counts_as
    from {{ ref('base_deals') }} as deals
    left join deal_stages
        on deals.stage = deal_stages.stage
    where deals.rejection_reason is null
),

unknown_stages as (
    select
        stage,
        count(*) as deals,
        cast(coalesce(sum(amount), 0) as decimal(18, 2)) as money
    from explained_deals
    where counts_as is null
    group by stage
),

undated_closings as (
    select
        counts_as,
        case counts_as
            when 'won' then 'they count as won from their creation on'
            else 'they count as never open'
        end as what_they_are,
        count(*) as deals
    from explained_deals
    where
        counts_as in ('won', 'lost')
        and closed_on is null
    group by counts_as
),

undecided_ids as (
    select
        table_name,
        count(distinct row_id) as ids
    from {{ ref('conflicting_states') }}
    group by table_name
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
        'deal_stages.csv' as file_name,
        cast(null as integer) as row_number,
        'stage' as cell,
        {{ sentence(
            "{deals} deals worth {money} have the stage '{stage}', which nobody "
            ~ 'declared; they count as open until a row says what they are'
        ) }} as problem
    from unknown_stages
    union all
    select
        'deals' as file_name,
        cast(null as integer) as row_number,
        'closed_at' as cell,
        {{ sentence(
            '{deals} {counts_as} deals have no closing day; {what_they_are}'
        ) }} as problem
    from undated_closings
    union all
    select
        table_name as file_name,
        cast(null as integer) as row_number,
        'updated_at' as cell,
        {{ sentence(
            '{ids} ids have several states that neither updated_at nor the part '
            ~ 'tells apart; conflicting_states lists them, and their text '
            ~ 'decided: export updated_at, or each day as a part of its own'
        ) }} as problem
    from undecided_ids
)

select * from problems
