-- How often those with a rule convert beside those without it on the same cut
-- whose other points are alike: strata are tenths of the other points of a cut.
-- A band says more or less than what those it is held against have from the
-- same attribute.
{% set tenths = 10 %}

with

rest_counts as (
    select
        *,
        1.0 * (
            sum(cases_with + cases_without) over lower_points
            - cases_with - cases_without
        )
        / nullif(
            sum(cases_with + cases_without)
                over (partition by rule_key, cut_on)
            - 1, 0
        ) as smaller_share
    from {{ ref('int_rest_counts') }}
    window lower_points as (
        partition by rule_key, cut_on order by rest_points
    )
),

strata as (
    select
        rule_key,
        cut_on,
        {{ quantile_group('smaller_share', tenths) }} as tenth,
        sum(cases_with) * 1e0 as cases_with,
        sum(cases_without) * 1e0 as cases_without,
        sum(converted_with) * 1e0 as converted_with,
        sum(converted_without) * 1e0 as converted_without,
        sum(cases_with + cases_without) * 1e0 as cases,
        sum(own_points_with) as own_points_with,
        sum(own_points_without) as own_points_without
    from rest_counts
    group by
        rule_key,
        cut_on,
        {{ quantile_group('smaller_share', tenths) }}
),

sums as (
    select
        rule_key,
        {{ common_ratio_sums() }},
        {{ points_side() }} as points_side
    from strata
    group by rule_key
),

-- Without a conversion on both sides of comparable contacts there is no ratio.
marginal_lifts as (
    select
        rule_key,
        weighted_with / weighted_without as lift,
        weighted_variance / (weighted_with * weighted_without) as variance,
        points_side
    from sums
    where weighted_with > 0 and weighted_without > 0
)

select * from marginal_lifts
