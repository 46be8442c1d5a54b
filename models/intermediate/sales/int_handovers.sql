-- A lead is handed over once for each time its label is reached, whatever
-- exclusions come between; pieces of one spell are one handover.
with

spells as (
    select
        *,
        max(coalesce(closed_on, {{ end_of_time() }})) over (
            partition by contact_key, model_key, qualified_on
        ) as left_on
    from {{ ref('int_opened_spells') }}
),

handovers as (
    select
        contact_key,
        model_key,
        scoring_model,
        is_primary,
        audience,
        as_of,
        label,
        opening,
        qualified_on,
        opened_on,
        left_on,
        left_on > as_of as is_open
    from spells
    where opening <> 'resumed'
)

select * from handovers
