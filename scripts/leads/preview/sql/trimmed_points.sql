-- Of the concerned leads the points that stand: those of other rules, and what
-- bounds took, should nothing within them be priced anew.
create or replace table intermediate.int_rule_points as
select rule_points.*
from intermediate.int_rule_points as rule_points
semi join concerned_leads using (contact_key, model_key)
semi join runs.kept_rules using (rule_key);

create or replace table intermediate.int_points_component_bounds as
select bounds.*
from intermediate.int_points_component_bounds as bounds
semi join concerned_leads using (contact_key, model_key);

create or replace table intermediate.int_points_total_bounds as
select bounds.*
from intermediate.int_points_total_bounds as bounds
semi join concerned_leads using (contact_key, model_key);
