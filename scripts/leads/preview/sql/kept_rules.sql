-- The rules whose points stand.
delete from runs.kept_rules;

insert into runs.kept_rules
select rules.rule_key
from intermediate.int_rules as rules
left join repriced_rules as repriced
    on
        rules.scoring_model = repriced.scoring_model
        and rules.component = coalesce(repriced.component, rules.component)
        and lower(rules.rule) = lower(coalesce(repriced.rule, rules.rule))
where repriced.scoring_model is null;
