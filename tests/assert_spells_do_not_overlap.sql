-- A spell lasts at least a day, and the next one opens after it has ended.
with

spells as (
    select
        contact_key,
        model_key,
        opened_on,
        closed_on,
        lead(opened_on) over (
            partition by contact_key, model_key order by opened_on
        ) as next_opened_on
    from {{ ref('int_mql_spells') }}
),

failures as (
    select * from spells
    where
        closed_on <= opened_on
        or next_opened_on < coalesce(closed_on, {{ end_of_time() }})
)

select * from failures
