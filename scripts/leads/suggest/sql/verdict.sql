with pairs as (
    select
        before.auc as auc_before,
        after.auc as auc_after,
        after.auc > before.auc_high as is_clearly_better,
        after.auc < before.auc_low as is_clearly_worse
    from judged_before as before
    inner join judged_after as after
        on
            before.cut_on = after.cut_on
            and before.contender = after.contender
    where before.contender = 'rules'
),

counts as (
    select
        count(*) as days,
        count(case when auc_after > auc_before then 1 end) as better,
        count(case when is_clearly_better then 1 end) as clearly_better,
        count(case when is_clearly_worse then 1 end) as clearly_worse
    from pairs
)

select
    'On ' || better || ' of ' || days || ' later dates the suggestion ranks '
    || 'better than the rules in force, on ' || clearly_better
    || ' beyond the interval of theirs'
    || case
        when clearly_worse > 0
            then ', and on ' || clearly_worse || ' worse beyond it'
        else ''
    end
    || case
        when clearly_better = 0 then '. What lies within it may be chance.'
        else '.'
    end as verdict
from counts
