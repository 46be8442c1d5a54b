with

spells as (
    select * from {{ ref('int_mql_spells') }}
    where opened_on <= as_of
),

reasons as (
    select * from {{ ref('int_spell_reasons') }}
),

first_sources as (
    select * from {{ ref('int_first_sources') }}
),

contact_keys as (
    select * from {{ ref('stg_contacts') }}
),

mql_spells as (
    select
        contact_keys.contact_id,
        spells.scoring_model,
        spells.is_primary,
        spells.audience,
        coalesce(first_sources.channel, 'unknown') as channel,
        coalesce(first_sources.campaign, 'unknown') as campaign,
        spells.spell_number,
        spells.opening,
        spells.qualified_on,
        spells.opened_on,
        case when not spells.is_open then spells.closed_on end as closed_on,
        spells.is_open,
        case
            when spells.is_open
                then {{ days_between('spells.opened_on', 'spells.as_of') }} + 1
            else {{ days_between('spells.opened_on', 'spells.closed_on') }}
        end as days,
        spells.label,
        spells.total_points,
        case when not spells.is_open then spells.closed_by end as closed_by,
        case when not spells.is_open then spells.exclusion_reason end
            as exclusion_reason,
        {{ days_between('spells.closed_before', 'spells.opened_on') }}
            as days_since_last_spell,
        case when spells.is_open then spells.closed_on end as cools_on,
        coalesce(reasons.reasons, '') as reasons
    from spells
    inner join contact_keys
        on spells.contact_key = contact_keys.contact_key
    left join first_sources
        on spells.contact_key = first_sources.contact_key
    left join reasons
        on
            spells.contact_key = reasons.contact_key
            and spells.model_key = reasons.model_key
            and spells.opened_on = reasons.opened_on
)

select * from mql_spells
