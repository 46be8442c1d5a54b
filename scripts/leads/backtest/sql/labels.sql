-- Labels over the cuts a horizon apart, in which nobody's conversion counts
-- twice: highest label first.
with

counts as (
    select
        backtest.scoring_model,
        backtest.group_name as label,
        sum(backtest.contacts) as contacts,
        sum(backtest.converted) as converted
    from reports.rpt_backtest as backtest
    inner join reports.rpt_backtest_days as days
        on
            backtest.scoring_model = days.scoring_model
            and backtest.cut_on = days.cut_on
    where
        days.is_evidence_cut
        and backtest.group_kind = 'label'
    group by
        backtest.scoring_model,
        backtest.group_name
),

totals as (
    select
        *,
        sum(contacts) over (partition by scoring_model) as all_contacts,
        sum(converted) over (partition by scoring_model) as all_converted
    from counts
)

select
    totals.scoring_model,
    totals.label,
    totals.contacts,
    totals.converted,
    cast(100.0 * totals.converted / nullif(totals.contacts, 0)
        as decimal(5, 2)) as rate_percent,
    cast(100.0 * totals.converted / nullif(totals.all_converted, 0)
        as decimal(5, 2)) as recall_percent,
    cast(
        1.0 * totals.converted * totals.all_contacts
        / nullif(totals.contacts * totals.all_converted, 0)
        as decimal(18, 2)
    ) as lift
from totals
inner join staging.stg_scoring_models as models
    on totals.scoring_model = models.scoring_model
inner join intermediate.int_labels as labels
    on
        models.model_key = labels.model_key
        and totals.label = labels.label
order by
    totals.scoring_model,
    labels.label_rank desc
