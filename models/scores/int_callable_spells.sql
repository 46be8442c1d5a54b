-- Sales may call on days on which the label is reached and no exclusion holds:
-- exclusions cut a ready spell into pieces, and leave some out.
with

ready_spells as (
    select
        contact_key,
        model_key,
        opened_on as qualified_on,
        coalesce(closed_on, {{ end_of_time() }}) as cooled_on
    from {{ ref('int_ready_spells') }}
),

excluded_days as (
    select * from {{ ref('int_excluded_days') }}
),

possible_openings as (
    select
        *,
        qualified_on as opened_on
    from ready_spells
    union all
    select
        ready_spells.*,
        excluded_days.until_on as opened_on
    from ready_spells
    inner join excluded_days
        on
            ready_spells.contact_key = excluded_days.contact_key
            and ready_spells.qualified_on < excluded_days.until_on
            and ready_spells.cooled_on > excluded_days.until_on
),

next_exclusions as (
    select
        openings.contact_key,
        openings.model_key,
        openings.qualified_on,
        openings.opened_on,
        openings.cooled_on,
        coalesce(min(excluded_days.from_on), {{ end_of_time() }})
            as excluded_on
    from possible_openings as openings
    left join excluded_days
        on
            openings.contact_key = excluded_days.contact_key
            and openings.opened_on < excluded_days.until_on
    group by
        openings.contact_key,
        openings.model_key,
        openings.qualified_on,
        openings.opened_on,
        openings.cooled_on
),

callable_spells as (
    select
        contact_key,
        model_key,
        qualified_on,
        opened_on,
        nullif(least(excluded_on, cooled_on), {{ end_of_time() }})
            as closed_on
    from next_exclusions
    where excluded_on > opened_on
)

select * from callable_spells
