-- Nobody ready is missed: each day at or above the handover label is a day of a
-- spell or of an exclusion. Days up to as_of are counted, once each.
with

as_of as (
    select * from {{ ref('run_as_of') }}
),

{% for kind, spells in {
    'ready': 'int_ready_spells', 'called': 'int_mql_spells',
}.items() %}
    {{ kind }}_days as (
        select
            spells.contact_key,
            spells.model_key,
            sum({{ days_between(
                'spells.opened_on',
                'least(coalesce(spells.closed_on, ' ~ end_of_time() ~ '), '
                ~ add_days('as_of.as_of', 1) ~ ')'
            ) }}) as days
        from {{ ref(spells) }} as spells
        inner join as_of
            on spells.opened_on <= as_of.as_of
        group by
            spells.contact_key,
            spells.model_key
    ),
{% endfor %}

exclusions as (
    select
        contact_key,
        from_on,
        coalesce(until_on, {{ end_of_time() }}) as until_on,
        max(coalesce(until_on, {{ end_of_time() }})) over (
            partition by contact_key
            order by from_on
            rows between unbounded preceding and 1 preceding
        ) as until_before
    from {{ ref('int_exclusions') }}
),

-- What each adds to those that began before it: no day is counted twice.
added_days as (
    select
        contact_key,
        greatest(from_on, coalesce(until_before, from_on)) as from_on,
        until_on
    from exclusions
    where until_on > coalesce(until_before, from_on)
),

excluded_days as (
    select
        spells.contact_key,
        spells.model_key,
        sum({{ days_between(
            'greatest(spells.opened_on, excluded_days.from_on)',
            'least(coalesce(spells.closed_on, ' ~ end_of_time() ~ '), '
            ~ 'excluded_days.until_on, ' ~ add_days('as_of.as_of', 1) ~ ')'
        ) }}) as days
    from {{ ref('int_ready_spells') }} as spells
    inner join added_days as excluded_days
        on
            spells.contact_key = excluded_days.contact_key
            and coalesce(spells.closed_on, {{ end_of_time() }})
            > excluded_days.from_on
            and spells.opened_on < excluded_days.until_on
    inner join as_of
        on
            spells.opened_on <= as_of.as_of
            and excluded_days.from_on <= as_of.as_of
    group by
        spells.contact_key,
        spells.model_key
),

failures as (
    select
        ready_days.contact_key,
        ready_days.model_key,
        ready_days.days as ready_days,
        called_days.days as called_days,
        excluded_days.days as excluded_days
    from ready_days
    left join called_days
        on
            ready_days.contact_key = called_days.contact_key
            and ready_days.model_key = called_days.model_key
    left join excluded_days
        on
            ready_days.contact_key = excluded_days.contact_key
            and ready_days.model_key = excluded_days.model_key
    where
        ready_days.days
        <> coalesce(called_days.days, 0) + coalesce(excluded_days.days, 0)
)

select * from failures
