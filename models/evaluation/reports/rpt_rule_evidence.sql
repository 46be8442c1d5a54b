-- Whether a rule keeps what its points say. Where there are too few people or
-- conversions, z is null and with it every interval. All cases of one contact
-- are one witness: a variance is multiplied by the cases to a contact.
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
    select * from {{ ref('int_lifts') }}
),

sayable_cases as (
    select
        rules.scoring_model,
        rules.component,
        rules.rule,
        rules.band,
        rules.kind,
        cases.*,
        1e0 * (cases.cases_with + cases.cases_without)
        / nullif(cases.contacts, 0) as cases_per_contact,
        crude.lift as crude_lift,
        crude.ratio,
        crude.variance,
        crude.is_halved,
        adjusted.lift as adjusted_lift,
        adjusted.variance as adjusted_variance,
        coalesce(adjusted.lift, crude.ratio) as weighed_ratio,
        -- A band says more or less than the others of its attribute.
        coalesce(adjusted.points_side, crude.points_side) as points_side,
        case
            when
                least(cases.contacts_with, cases.contacts_without)
                >= levels.min_contacts
                and cases.converted_with + cases.converted_without
                >= levels.min_conversions
                then levels.confidence_z * 1e0
        end as z
    from rules
    inner join {{ ref('int_rule_cases') }} as cases
        on rules.rule_key = cases.rule_key
    left join lifts as crude
        on
            rules.rule_key = crude.rule_key
            and crude.lift_kind = 'crude'
    left join lifts as adjusted
        on
            rules.rule_key = adjusted.rule_key
            and adjusted.lift_kind = 'adjusted'
    cross join {{ ref('int_proof_levels') }} as levels
),

intervals as (
    select
        {% for end in ['low', 'high'] %}
            {% set log_bound = log_low if end == 'low' else log_high %}
            {{ log_bound('ratio', 'variance * cases_per_contact', 'z') }}
                as lift_{{ end }},
            {{ log_bound(
                'adjusted_lift', 'adjusted_variance * cases_per_contact', 'z'
            ) }} as marginal_lift_{{ end }},
        {% endfor %}
        cast(round(crude_lift, 4) as decimal(18, 4)) as lift,
        cast(round(adjusted_lift, 4) as decimal(18, 4)) as marginal_lift,
        *
    from sayable_cases
),

weighed_intervals as (
    select
        *,
        case when marginal_lift is null then lift_low else marginal_lift_low end
            as weighed_low,
        case when marginal_lift is null then lift_high else marginal_lift_high end
            as weighed_high
    from intervals
),

-- Against the points are the interval and the ratio alone of each lift.
sides as (
    select
        *,
        {% for name, low, high in [
            ('weighed', 'weighed_low', 'weighed_high'),
            ('weighed_ratio', 'weighed_ratio', 'weighed_ratio'),
            ('crude', 'lift_low', 'lift_high'),
            ('crude_ratio', 'ratio', 'ratio'),
        ] %}
            (points_side > 0 and {{ high }} < 1)
            or (points_side < 0 and {{ low }} > 1) as is_{{ name }}_against,
        {% endfor %}
        (points_side > 0 and weighed_low > 1)
        or (points_side < 0 and weighed_high < 1) as is_weighed_for
    from weighed_intervals
),

verdicts as (
    select
        *,
        -- Nobody has seen the half case: its ratio is not told.
        case
            when marginal_lift is not null or not is_halved
                then cast(round(weighed_ratio, 2) as decimal(18, 2))
        end as weighed_lift,
        case points_side
            when 1 then 'more often'
            when -1 then 'less often'
            when 0 then 'nothing'
        end as points_say,
        case
            when cases_with = 0 and cases_without > 0 then 'dead'
            when weighed_low is null then 'too_few'
            when points_side = 0 then 'no_difference'
            -- A grave word: both views have to agree.
            when is_weighed_against and is_crude_ratio_against
                then 'wrong_sign'
            when is_weighed_against then 'lifts_disagree'
            when is_crude_against and not is_weighed_ratio_against
                then 'lifts_disagree'
            when is_weighed_for then 'supported'
            else 'no_difference'
        end as verdict
    from sides
),

rule_evidence as (
    select
        scoring_model,
        component,
        rule,
        band,
        kind,
        contacts_with,
        cases_with,
        cases_without,
        converted_with,
        converted_without,
        {{ rate('converted_with', 'cases_with') }} as rate_with,
        {{ rate('converted_without', 'cases_without') }} as rate_without,
        lift,
        lift_low,
        lift_high,
        marginal_lift,
        marginal_lift_low,
        marginal_lift_high,
        overlap_rule,
        {{ share('overlap_cases', 'cases_with') }} as overlap_share,
        cast(most_points as bigint) as points,
        is_undated,
        verdict,
        case
            when verdict = 'dead' then 'nobody judged had points from it'
            when verdict = 'too_few'
                then
                    'too few to say: ' || contacts_with
                    || ' contacts had it; ' || {{ cases_in_words() }}
            when weighed_lift is null then {{ cases_in_words() }}
            else
                case
                    when marginal_lift is null then 'those with it'
                    else 'given the rest of the score, those with it'
                end
                || ' convert ' || weighed_lift || ' times as often ('
                || cast(weighed_low as decimal(18, 2)) || ' to '
                || cast(weighed_high as decimal(18, 2)) || ')'
        end
        || case
            when verdict = 'lifts_disagree'
                then
                    '; the rest left aside, '
                    || case
                        when lift is null or lift = 0
                            then {{ cases_in_words() }}
                        else
                            cast(lift as decimal(18, 2)) || ' times ('
                            || cast(lift_low as decimal(18, 2)) || ' to '
                            || cast(lift_high as decimal(18, 2)) || ')'
                    end
            else ''
        end
        || case
            when verdict in ('dead', 'too_few') then ''
            else '; its points say ' || points_say
        end
        || case when is_undated then '; fit is today''s' else '' end as reason
    from verdicts
)

select * from rule_evidence
