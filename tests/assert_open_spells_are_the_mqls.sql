-- Whoever is on the list has an open spell, and the other way round.
with

open_spells as (
    select
        contact_id,
        scoring_model,
        qualified_on
    from {{ ref('mql_spells') }}
    where is_open
),

listed as (
    select
        contact_id,
        scoring_model,
        qualified_on
    from {{ ref('mqls') }}
),

failures as (
    (
        select * from open_spells
        except
        select * from listed
    )
    union all
    (
        select * from listed
        except
        select * from open_spells
    )
)

select * from failures
