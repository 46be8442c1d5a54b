with

spells as (
    select * from {{ ref('int_callable_spells') }}
),

exclusions as (
    select * from {{ ref('int_exclusions') }}
),

closing_exclusions as (
    select
        spells.contact_key,
        spells.model_key,
        spells.opened_on,
        exclusions.closed_by,
        exclusions.reason,
        row_number() over (
            partition by spells.contact_key, spells.model_key, spells.opened_on
            order by exclusions.priority
        ) as match_number
    from spells
    inner join exclusions
        on
            spells.contact_key = exclusions.contact_key
            and spells.closed_on >= exclusions.from_on
            and spells.closed_on
            < coalesce(exclusions.until_on, {{ end_of_time() }})
),

numbered_spells as (
    select
        *,
        row_number() over (
            partition by contact_key, model_key order by opened_on
        ) as spell_number,
        row_number() over (
            partition by contact_key, model_key, qualified_on
            order by opened_on
        ) as piece_number
    from spells
),

mql_spells as (
    select
        spells.contact_key,
        spells.model_key,
        cast(spells.spell_number as integer) as spell_number,
        case
            when spells.piece_number > 1 then 'resumed'
            when spells.spell_number > 1 then 'returning'
            else 'first_time'
        end as opening,
        spells.qualified_on,
        spells.opened_on,
        spells.closed_on,
        case
            when spells.closed_on is not null
                then coalesce(closing_exclusions.closed_by, 'cooled')
        end as closed_by,
        closing_exclusions.reason as exclusion_reason
    from numbered_spells as spells
    left join closing_exclusions
        on
            spells.contact_key = closing_exclusions.contact_key
            and spells.model_key = closing_exclusions.model_key
            and spells.opened_on = closing_exclusions.opened_on
            and closing_exclusions.match_number = 1
)

select * from mql_spells
