-- Of the concerned leads the points that stand: those of other rules, and the
-- bounds, should nothing be priced anew.
create or replace table intermediate.int_rule_points as
with

repriced as (
    select rules.rule_key
    from intermediate.int_rules as rules
    inner join runs.repriced_rules as repriced
        on
            rules.scoring_model = repriced.scoring_model
            and rules.component = coalesce(repriced.component, rules.component)
            and lower(rules.rule) = lower(coalesce(repriced.rule, rules.rule))
)

select rule_points.*
from intermediate.int_rule_points as rule_points
semi join concerned_leads using (contact_key, model_key)
anti join repriced using (rule_key);

create or replace table intermediate.int_points_component_bounds as
select bounds.*
from intermediate.int_points_component_bounds as bounds
semi join concerned_leads using (contact_key, model_key);

create or replace table intermediate.int_points_total_bounds as
select bounds.*
from intermediate.int_points_total_bounds as bounds
semi join concerned_leads using (contact_key, model_key);
