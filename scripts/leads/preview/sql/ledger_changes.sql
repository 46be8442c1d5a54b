-- The ledger rows that differ, up to as_of, of those who enter or leave.
with

moved as (
    select
        contact_id,
        scoring_model
    from (
        select contact_id, scoring_model from in_force.marts.mqls
        except
        select contact_id, scoring_model from marts.mqls
    )
    union
    select
        contact_id,
        scoring_model
    from (
        select contact_id, scoring_model from marts.mqls
        except
        select contact_id, scoring_model from in_force.marts.mqls
    )
),

as_of as (
    select as_of from intermediate.int_as_of
),

old_rows as (
    select
        ledger.contact_id,
        ledger.scoring_model,
        ledger.component,
        ledger.rule,
        ledger.effective_on,
        ledger.reason,
        sum(ledger.points) as points
    from in_force.marts.score_ledger as ledger
    inner join moved
        on
            ledger.contact_id = moved.contact_id
            and ledger.scoring_model = moved.scoring_model
    where ledger.effective_on <= (select as_of from as_of)
    group by all
),

new_rows as (
    select
        ledger.contact_id,
        ledger.scoring_model,
        ledger.component,
        ledger.rule,
        ledger.effective_on,
        ledger.reason,
        sum(ledger.points) as points
    from marts.score_ledger as ledger
    inner join moved
        on
            ledger.contact_id = moved.contact_id
            and ledger.scoring_model = moved.scoring_model
    where ledger.effective_on <= (select as_of from as_of)
    group by all
)

select
    coalesce(old.contact_id, new.contact_id) as contact_id,
    coalesce(old.scoring_model, new.scoring_model) as scoring_model,
    coalesce(old.component, new.component) as component,
    coalesce(old.rule, new.rule) as rule,
    coalesce(old.effective_on, new.effective_on) as effective_on,
    coalesce(old.reason, new.reason) as reason,
    coalesce(old.points, 0) as points_before,
    coalesce(new.points, 0) as points_after
from old_rows as old
full outer join new_rows as new
    on
        old.contact_id = new.contact_id
        and old.scoring_model = new.scoring_model
        and old.component = new.component
        and old.rule = new.rule
        and old.effective_on = new.effective_on
        and old.reason = new.reason
where coalesce(old.points, 0) <> coalesce(new.points, 0)
order by scoring_model, contact_id, effective_on desc, component, rule
