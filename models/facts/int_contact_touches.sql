-- Touches of the contact that has them on as_of.
with

contact_touches as (
    select
        identities.contact_key,
        touches.touched_at
    from {{ ref('base_sales_touches') }} as touches
    inner join {{ ref('int_identities') }} as identities
        on
            {{ is_row_of('identities', 'touches', 'touches.touched_at') }}
            and identities.is_current
    where touches.rejection_reason is null
)

select * from contact_touches
