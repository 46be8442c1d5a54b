with

rules as (
    select rules.*
    from {{ ref('int_rules') }} as rules
    where
        rules.kind <> 'bound'
        and rules.scoring_model
        in (
            select outcomes.scoring_model
            from {{ ref('stg_outcomes') }} as outcomes
        )
),

lifts as (
    select * from {{ ref('int_rule_lifts') }}
),

rule_evidence as (
    select
        rules.scoring_model,
        rules.component,
        rules.rule,
        rules.band,
        rules.kind,
        lifts.contacts_with,
        lifts.contacts_without,
        lifts.converted_with,
        lifts.converted_without,
        {{ rate('lifts.converted_with', 'lifts.contacts_with') }} as rate_with,
        {{ rate('lifts.converted_without', 'lifts.contacts_without') }}
            as rate_without,
        lifts.lift,
        lifts.lift_low,
        lifts.lift_high,
        lifts.marginal_lift,
        lifts.marginal_lift_low,
        lifts.marginal_lift_high,
        other_rules.rule as overlap_rule,
        {{ share('shared.contacts', 'lifts.contacts_with') }}
            as overlap_share,
        lifts.points,
        lifts.is_undated,
        lifts.verdict,
        case lifts.verdict
            when 'dead' then 'nobody judged had points from it'
            when 'too_few'
                then
                    'too few cases to say: ' || lifts.converted_with
                    || ' of ' || lifts.contacts_with || ' with it converted, '
                    || lifts.converted_without || ' of '
                    || lifts.contacts_without || ' without'
            else
                case
                    when lifts.marginal_lift is null then 'those with it'
                    else 'given the rest of the score, those with it'
                end
                || ' convert ' || lifts.judged_lift || ' times as often ('
                || lifts.judged_low || ' to ' || lifts.judged_high
                || '); its points say '
                || case when lifts.is_above then 'more' else 'less' end
                || ' often'
        end
        || case when lifts.is_undated then '; fit is today''s' else '' end
            as reason
    from rules
    inner join lifts
        on rules.rule_key = lifts.rule_key
    left join {{ ref('int_rule_overlaps') }} as shared
        on rules.rule_key = shared.rule_key
    left join {{ ref('int_rules') }} as other_rules
        on shared.other_key = other_rules.rule_key
)

select * from rule_evidence
