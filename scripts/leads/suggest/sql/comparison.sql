-- The rules in force, the suggestion and plain RFM side by side.
with judged as (
    select
        1 as place,
        'rules in force' as scoring,
        *
    from judged_before
    where contender = 'rules'
    union all
    select
        2 as place,
        'suggested' as scoring,
        *
    from judged_after
    where contender = 'rules'
    union all
    select
        3 as place,
        'plain RFM' as scoring,
        *
    from judged_before
    where contender = 'rfm'
)

select
    cut_on as "date",
    scoring,
    contacts as "contacts#",
    converted as "converted#",
    format('{:.3f}', auc) as "AUC#",
    format('{:.3f} to {:.3f}', auc_low, auc_high) as "interval",
    format('{:.2f}', top_tenth_lift) as "lift of the top tenth#"
from judged
where auc is not null
order by
    cut_on,
    place
