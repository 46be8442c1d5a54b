-- What the same group did at earlier cuts, as far as it was known at this one.
with

groups as (
    select * from {{ ref('int_backtest_groups') }}
),

cut_days as (
    select
        model_key,
        cut_on,
        {{ add_days('cut_on', 'horizon_days') }} as known_on
    from {{ ref('int_cut_days') }}
),

earlier_rates as (
    select
        cut_days.model_key,
        cut_days.cut_on,
        groups.contender,
        groups.group_kind,
        groups.group_name,
        {{ rate('sum(groups.converted)', 'sum(groups.contacts)') }}
            as earlier_rate
    from cut_days
    inner join cut_days as earlier_days
        on
            cut_days.model_key = earlier_days.model_key
            and cut_days.cut_on >= earlier_days.known_on
    inner join groups
        on
            earlier_days.model_key = groups.model_key
            and earlier_days.cut_on = groups.cut_on
    group by
        cut_days.model_key,
        cut_days.cut_on,
        groups.contender,
        groups.group_kind,
        groups.group_name
)

select * from earlier_rates
