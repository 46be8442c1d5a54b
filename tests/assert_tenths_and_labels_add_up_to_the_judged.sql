with

sums as (
    select
        scoring_model,
        cut_on,
        contender,
        group_kind,
        sum(contacts) as contacts,
        sum(converted) as converted
    from {{ ref('rpt_backtest') }}
    where group_kind <> 'ready'
    group by
        scoring_model,
        cut_on,
        contender,
        group_kind
),

failures as (
    select
        sums.*,
        days.judged,
        days.converted as all_converted
    from sums
    inner join {{ ref('rpt_backtest_days') }} as days
        on
            sums.scoring_model = days.scoring_model
            and sums.cut_on = days.cut_on
    where
        sums.contacts <> days.judged
        or sums.converted <> days.converted
)

select * from failures
