{% set components = ['behaviour', 'fit', 'rfm'] %}
{% set sums = components + ['total'] %}

with

rules as (
    select * from {{ ref('int_rules') }}
),

flags_at_zero as (
    select * from {{ ref('int_flags_at_zero') }}
),

ledger as (
    select * from {{ ref('int_ledger') }}
    where {{ is_rescored() }}
),

ledger_points as (
    select
        ledger.contact_key,
        ledger.model_key,
        ledger.effective_on,
        {% for component in components %}
            case
                when rules.component = '{{ component }}' then ledger.points
                else 0
            end as {{ component }}_points,
        {% endfor %}
        ledger.points as total_points,
        0 as flag_change
    from ledger
    inner join rules
        on ledger.rule_key = rules.rule_key
),

-- A contact has a score, if only of nothing, from the day it came into being.
first_days as (
    select
        contact_key,
        model_key,
        created_on as effective_on,
        {% for points in sums %}
            0 as {{ points }}_points,
        {% endfor %}
        0 as flag_change
    from {{ ref('int_rescored_contacts') }}
),

flag_days as (
    select
        contact_key,
        model_key,
        effective_on,
        {% for points in sums %}
            0 as {{ points }}_points,
        {% endfor %}
        flag_change
    from {{ ref('int_rule_flags') }}
),

changes as (
    select * from ledger_points
    union all
    select * from first_days
    union all
    select * from flag_days
),

running_sums as (
    select
        contact_key,
        model_key,
        effective_on,
        lead(effective_on) over (
            partition by contact_key, model_key order by effective_on
        ) as until_on,
        {% for points in sums %}
            cast(sum({{ points }}_points) over changes_so_far as bigint)
                as {{ points }}_points,
        {% endfor %}
        cast(sum(flag_change) over changes_so_far as bigint) as flag_changes
    from changes
    window changes_so_far as (
        partition by contact_key, model_key
        order by effective_on
        rows unbounded preceding
    )
),

-- Of a day the last change stands, which has seen the others.
running_scores as (
    select
        running_sums.*,
        flags_at_zero.rule_flags + running_sums.flag_changes as rule_flags
    from running_sums
    inner join flags_at_zero
        on running_sums.model_key = flags_at_zero.model_key
    where
        running_sums.effective_on
        < coalesce(running_sums.until_on, {{ end_of_time() }})
)

select * from running_scores
