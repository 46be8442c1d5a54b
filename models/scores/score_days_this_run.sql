-- Score by component on each day it changes, and which conditions on single rules
-- hold then: running sums, of which a day's last has seen the others.
{% set components = ['behaviour', 'fit', 'rfm'] %}
{% set sums = components + ['total'] %}
with

rules as (
    select * from {{ ref('int_rules') }}
),

pairs as (
    select * from {{ ref('pairs_this_run') }}
),

ledger as (
    select * from {{ ref('int_ledger') }}
    where {{ is_pair_of_this_run() }}
),

rule_conditions as (
    select distinct
        rules.rule_key,
        rules.model_key,
        conditions.at_least,
        conditions.flag
    from {{ ref('int_label_conditions') }} as conditions
    inner join rules
        on
            conditions.scoring_model = rules.scoring_model
            and conditions.measure = rules.rule
    where conditions.is_rule
),

-- Conditions on rules that hold before anything happened.
flags_at_zero as (
    select
        model_key,
        cast(sum(flag) as bigint) as rule_flags
    from (
        select distinct
            model_key,
            flag
        from {{ ref('int_label_conditions') }}
        where is_rule and at_least <= 0
    ) as flags
    group by model_key
),

running_flags as (
    select
        ledger.contact_key,
        ledger.model_key,
        ledger.effective_on,
        rule_conditions.flag,
        rule_conditions.at_least,
        sum(ledger.points) over (
            partition by
                ledger.contact_key, ledger.model_key, rule_conditions.flag
            order by ledger.effective_on
        ) as points_now
    from ledger
    inner join rule_conditions
        on ledger.rule_key = rule_conditions.rule_key
),

flags_now as (
    select
        *,
        case when points_now >= at_least then flag else 0 end as flag_now,
        case when at_least <= 0 then flag else 0 end as flag_at_zero
    from running_flags
),

flag_changes as (
    select
        contact_key,
        model_key,
        effective_on,
        {% for points in sums %}
            0 as {{ points }}_points,
        {% endfor %}
        flag_now - coalesce(lag(flag_now) over (
            partition by contact_key, model_key, flag
            order by effective_on
        ), flag_at_zero) as flag_change
    from flags_now
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
    from pairs
),

changes as (
    select * from ledger_points
    union all
    select * from first_days
    union all
    select * from flag_changes
    where flag_change <> 0
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

score_days as (
    select
        running_sums.contact_key,
        running_sums.model_key,
        running_sums.effective_on,
        running_sums.until_on,
        {% for points in sums %}
            running_sums.{{ points }}_points,
        {% endfor %}
        coalesce(flags_at_zero.rule_flags, 0) + running_sums.flag_changes
            as rule_flags
    from running_sums
    left join flags_at_zero
        on running_sums.model_key = flags_at_zero.model_key
    where
        running_sums.effective_on
        < coalesce(running_sums.until_on, {{ end_of_time() }})
)

select * from score_days
