with

rules as (
    select rules.*
    from {{ ref('int_rules') }} as rules
    where
        rules.kind <> 'bound'
        and rules.scoring_model
        in (
            select {{ tidy('outcomes.scoring_model') }}
            from {{ ref('outcomes') }} as outcomes
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
        lifts.cases_with,
        lifts.cases_without,
        lifts.converted_with,
        lifts.converted_without,
        {{ rate('lifts.converted_with', 'lifts.cases_with') }} as rate_with,
        {{ rate('lifts.converted_without', 'lifts.cases_without') }}
            as rate_without,
        lifts.lift,
        lifts.lift_low,
        lifts.lift_high,
        lifts.adjusted_lift as marginal_lift,
        lifts.adjusted_lift_low as marginal_lift_low,
        lifts.adjusted_lift_high as marginal_lift_high,
        other_rules.rule as overlap_rule,
        {{ share('shared.cases', 'lifts.cases_with') }}
            as overlap_share,
        lifts.points,
        lifts.is_undated,
        lifts.verdict,
        case
            when lifts.verdict = 'dead' then 'nobody judged had points from it'
            when lifts.verdict = 'too_few'
                then
                    'too few to say: ' || lifts.contacts_with
                    || ' contacts had it; ' || {{ cases_in_words('lifts') }}
            when lifts.weighed_lift is null
                then {{ cases_in_words('lifts') }}
            else
                case
                    when lifts.adjusted_lift is null then 'those with it'
                    else 'given the rest of the score, those with it'
                end
                || ' convert ' || lifts.weighed_lift || ' times as often ('
                || lifts.weighed_low || ' to ' || lifts.weighed_high || ')'
        end
        || case
            when lifts.verdict = 'lifts_disagree'
                then
                    '; the rest left aside, '
                    || case
                        when lifts.lift is null or lifts.lift = 0
                            then {{ cases_in_words('lifts') }}
                        else
                            cast(lifts.lift as decimal(18, 2)) || ' times ('
                            || cast(lifts.lift_low as decimal(18, 2)) || ' to '
                            || cast(lifts.lift_high as decimal(18, 2)) || ')'
                    end
            else ''
        end
        || case
            when lifts.verdict in ('dead', 'too_few') then ''
            else '; its points say ' || lifts.points_say
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
