-- Whether a rule keeps what its points say. Where there are too few people or
-- conversions, z is null and with it every interval. All cases of one contact
-- are one witness: a variance is multiplied by the cases to a contact.
with

sayable_cases as (
    select
        cases.*,
        people.contacts_with,
        1e0 * (cases.cases_with + cases.cases_without)
        / nullif(people.contacts, 0) as cases_per_contact,
        plain_lifts.lift as plain_lift,
        plain_lifts.ratio,
        plain_lifts.variance,
        plain_lifts.is_halved,
        marginal_lifts.lift as marginal_lift,
        marginal_lifts.variance as marginal_variance,
        coalesce(marginal_lifts.lift, plain_lifts.ratio) as judged_ratio,
        -- A band says more or less than the others of its attribute.
        coalesce(marginal_lifts.points_side, plain_lifts.points_side)
            as points_side,
        case
            when
                least(people.contacts_with, people.contacts_without)
                >= levels.min_contacts
                and cases.converted_with + cases.converted_without
                >= levels.min_conversions
                then levels.confidence_z * 1e0
        end as z
    from {{ ref('int_rule_cases') }} as cases
    inner join {{ ref('int_rule_people') }} as people
        on cases.rule_key = people.rule_key
    left join {{ ref('int_plain_lifts') }} as plain_lifts
        on cases.rule_key = plain_lifts.rule_key
    left join {{ ref('int_marginal_lifts') }} as marginal_lifts
        on cases.rule_key = marginal_lifts.rule_key
    cross join {{ ref('stg_proof_levels') }} as levels
),

intervals as (
    select
        {% for end in ['low', 'high'] %}
            {% set log_bound = log_low if end == 'low' else log_high %}
            {{ log_bound('ratio', 'variance * cases_per_contact', 'z') }}
                as lift_{{ end }},
            {{ log_bound(
                'marginal_lift', 'marginal_variance * cases_per_contact', 'z'
            ) }} as marginal_{{ end }},
        {% endfor %}
        cast(round(plain_lift, 4) as decimal(18, 4)) as lift,
        cast(round(marginal_lift, 4) as decimal(18, 4)) as marginal,
        *
    from sayable_cases
),

judged_intervals as (
    select
        *,
        case when marginal is null then lift_low else marginal_low end
            as judged_low,
        case when marginal is null then lift_high else marginal_high end
            as judged_high
    from intervals
),

-- Against the points are the interval and the ratio alone of each lift.
sides as (
    select
        *,
        {% for name, low, high in [
            ('judged', 'judged_low', 'judged_high'),
            ('judged_ratio', 'judged_ratio', 'judged_ratio'),
            ('plain', 'lift_low', 'lift_high'),
            ('plain_ratio', 'ratio', 'ratio'),
        ] %}
            (points_side > 0 and {{ high }} < 1)
            or (points_side < 0 and {{ low }} > 1) as is_{{ name }}_against,
        {% endfor %}
        (points_side > 0 and judged_low > 1)
        or (points_side < 0 and judged_high < 1) as is_judged_for
    from judged_intervals
),

rule_lifts as (
    select
        rule_key,
        contacts_with,
        cases_with,
        cases_without,
        converted_with,
        converted_without,
        lift,
        lift_low,
        lift_high,
        marginal as marginal_lift,
        marginal_low as marginal_lift_low,
        marginal_high as marginal_lift_high,
        -- Nobody has seen the half case: its ratio is not told.
        case
            when marginal is not null or not is_halved
                then cast(round(judged_ratio, 2) as decimal(18, 2))
        end as judged_lift,
        cast(judged_low as decimal(18, 2)) as judged_low,
        cast(judged_high as decimal(18, 2)) as judged_high,
        cast(most_points as bigint) as points,
        case points_side
            when 1 then 'more often'
            when -1 then 'less often'
            when 0 then 'nothing'
        end as points_say,
        is_undated,
        case
            when cases_with = 0 and cases_without > 0 then 'dead'
            when judged_low is null then 'too_few'
            when points_side = 0 then 'no_difference'
            -- A grave word: both views have to agree.
            when is_judged_against and is_plain_ratio_against
                then 'wrong_sign'
            when is_judged_against then 'lifts_disagree'
            when is_plain_against and not is_judged_ratio_against
                then 'lifts_disagree'
            when is_judged_for then 'supported'
            else 'no_difference'
        end as verdict
    from sides
)

select * from rule_lifts
