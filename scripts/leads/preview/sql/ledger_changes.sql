-- The ledger rows that differ, up to as_of, of those who enter or leave.
with

moved as (
    select contact_id, scoring_model from in_force.marts.mqls
    union
    select contact_id, scoring_model from marts.mqls
    except
    (
        select contact_id, scoring_model from in_force.marts.mqls
        intersect
        select contact_id, scoring_model from marts.mqls
    )
),

as_of as (
    select as_of from intermediate.int_as_of
),

-- A ledger is long: few contacts of it are looked up by their numbers.
old_rows as (
    select
        moved.contact_id,
        rules.scoring_model,
        rules.component,
        rules.rule,
        ledger.effective_on,
        ledger.reason,
        sum(ledger.points) as points
    from in_force.intermediate.int_ledger as ledger
    inner join in_force.staging.stg_contact_keys as contact_keys
        on ledger.contact_key = contact_keys.contact_key
    inner join in_force.intermediate.int_rules as rules
        on ledger.rule_key = rules.rule_key
    inner join moved
        on
            contact_keys.contact_id = moved.contact_id
            and rules.scoring_model = moved.scoring_model
    where ledger.effective_on <= (select as_of from as_of)
    group by all
),

new_rows as (
    select
        moved.contact_id,
        rules.scoring_model,
        rules.component,
        rules.rule,
        ledger.effective_on,
        ledger.reason,
        sum(ledger.points) as points
    from intermediate.int_ledger as ledger
    inner join staging.stg_contact_keys as contact_keys
        on ledger.contact_key = contact_keys.contact_key
    inner join intermediate.int_rules as rules
        on ledger.rule_key = rules.rule_key
    inner join moved
        on
            contact_keys.contact_id = moved.contact_id
            and rules.scoring_model = moved.scoring_model
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
