-- The ledger rows that differ, up to as_of, of those who enter or leave.
with

as_of as (
    select as_of from intermediate.int_as_of
),

-- A ledger is long: few contacts of it are looked up by their numbers.
old_rows as (
    select
        moved.contact_id,
        moved.scoring_model,
        rules.component,
        rules.rule,
        ledger.effective_on,
        ledger.reason,
        sum(ledger.points) as points
    from in_force.intermediate.int_ledger as ledger
    inner join in_force.intermediate.int_rules as rules using (rule_key)
    inner join moved using (contact_key, scoring_model)
    where ledger.effective_on <= (select as_of from as_of)
    group by all
),

new_rows as (
    select
        moved.contact_id,
        moved.scoring_model,
        rules.component,
        rules.rule,
        ledger.effective_on,
        ledger.reason,
        sum(ledger.points) as points
    from intermediate.int_ledger as ledger
    inner join intermediate.int_rules as rules using (rule_key)
    inner join moved using (contact_key, scoring_model)
    where ledger.effective_on <= (select as_of from as_of)
    group by all
)

select
    contact_id,
    scoring_model,
    component,
    rule,
    effective_on,
    reason,
    coalesce(old_rows.points, 0) as points_before,
    coalesce(new_rows.points, 0) as points_after
from old_rows
full outer join new_rows
    using (contact_id, scoring_model, component, rule, effective_on, reason)
where coalesce(old_rows.points, 0) <> coalesce(new_rows.points, 0)
order by scoring_model, contact_id, effective_on desc, component, rule
