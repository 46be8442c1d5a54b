-- Whether a rule keeps what its points say. Where there are too few cases, z is
-- null and with it every interval.
with

-- Half a case more on both sides where one has none (Walter 1975).
sayable_cases as (
    select
        cases.*,
        marginal_lifts.lift as marginal_lift,
        marginal_lifts.variance as marginal_variance,
        -- A band says more or less than the others of its attribute.
        coalesce(
            marginal_lifts.is_above,
            cases.points_with * cases.contacts_without
            > cases.points_without * cases.contacts_with
        ) as is_above,
        case
            when cases.converted_with = 0 or cases.converted_without = 0
                then 0.5e0
            else 0e0
        end as half,
        case
            when
                least(cases.contacts_with, cases.contacts_without)
                >= levels.min_contacts
                and cases.converted_with + cases.converted_without
                >= levels.min_conversions
                then levels.confidence_z * 1e0
        end as z
    from {{ ref('int_rule_cases') }} as cases
    left join {{ ref('int_marginal_lifts') }} as marginal_lifts
        on cases.rule_key = marginal_lifts.rule_key
    cross join {{ ref('stg_proof_levels') }} as levels
),

logarithms as (
    select
        *,
        case
            when z is not null
                then
                    ((converted_with + half) / (contacts_with + half))
                    / ((converted_without + half) / (contacts_without + half))
        end as ratio,
        case
            when z is not null
                then
                    1 / (converted_with + half) - 1 / (contacts_with + half)
                    + 1 / (converted_without + half)
                    - 1 / (contacts_without + half)
        end as variance
    from sayable_cases
),

intervals as (
    select
        *,
        case
            when contacts_with > 0
                then cast(round(
                    1e0 * converted_with * contacts_without
                    / nullif(converted_without * contacts_with, 0), 4
                ) as decimal(18, 4))
        end as lift,
        {{ log_low('ratio', 'variance', 'z') }} as lift_low,
        {{ log_high('ratio', 'variance', 'z') }} as lift_high,
        cast(round(marginal_lift, 4) as decimal(18, 4)) as marginal,
        cast(round(coalesce(marginal_lift, ratio), 2) as decimal(18, 2))
            as judged_lift,
        {{ log_low('marginal_lift', 'marginal_variance', 'z') }}
            as marginal_low,
        {{ log_high('marginal_lift', 'marginal_variance', 'z') }}
            as marginal_high
    from logarithms
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

rule_lifts as (
    select
        rule_key,
        contacts_with,
        contacts_without,
        converted_with,
        converted_without,
        lift,
        lift_low,
        lift_high,
        marginal as marginal_lift,
        marginal_low as marginal_lift_low,
        marginal_high as marginal_lift_high,
        judged_lift,
        cast(judged_low as decimal(18, 2)) as judged_low,
        cast(judged_high as decimal(18, 2)) as judged_high,
        cast(most_points as bigint) as points,
        is_above,
        is_undated,
        case
            when contacts_with = 0 and contacts_without > 0 then 'dead'
            when z is null then 'too_few'
            -- A grave word: both views have to agree.
            when is_above and judged_high < 1 and ratio < 1 then 'wrong_sign'
            when not is_above and judged_low > 1 and ratio > 1
                then 'wrong_sign'
            when is_above and judged_low > 1 then 'supported'
            when not is_above and judged_high < 1 then 'supported'
            else 'no_difference'
        end as verdict
    from judged_intervals
)

select * from rule_lifts
