-- On no day of a spell does an exclusion hold, also not of one that ended.
with

failures as (
    select
        spells.contact_key,
        spells.model_key,
        spells.opened_on,
        exclusions.reason,
        exclusions.from_on
    from {{ ref('int_mql_spells') }} as spells
    inner join {{ ref('int_exclusions') }} as exclusions
        on
            spells.contact_key = exclusions.contact_key
            and coalesce(spells.closed_on, {{ end_of_time() }})
            > exclusions.from_on
            and spells.opened_on
            < coalesce(exclusions.until_on, {{ end_of_time() }})
)

select * from failures
