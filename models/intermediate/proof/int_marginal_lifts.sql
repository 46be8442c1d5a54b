-- How often those with a rule convert beside those without it whose other
-- points are alike: Mantel and Haenszel's (1959) ratio over tenths of the other
-- points, its variance after Greenland and Robins (1985). A band says more or
-- less than what those it is held against have from the same attribute.
{% set tenths = 10 %}

with

rest_counts as (
    select
        *,
        1.0 * (
            sum(contacts_with + contacts_without) over lower_points
            - contacts_with - contacts_without
        )
        / nullif(
            sum(contacts_with + contacts_without)
                over (partition by rule_key)
            - 1, 0
        ) as smaller_share
    from {{ ref('int_rest_counts') }}
    window lower_points as (partition by rule_key order by rest_points)
),

strata as (
    select
        rule_key,
        {{ quantile_group('smaller_share', tenths) }} as tenth,
        sum(contacts_with) * 1e0 as contacts_with,
        sum(contacts_without) * 1e0 as contacts_without,
        sum(converted_with) * 1e0 as converted_with,
        sum(converted_without) * 1e0 as converted_without,
        sum(contacts_with + contacts_without) * 1e0 as contacts,
        sum(own_points_with) * 1e0 as own_points_with,
        sum(own_points_without) * 1e0 as own_points_without
    from rest_counts
    group by
        rule_key,
        {{ quantile_group('smaller_share', tenths) }}
),

sums as (
    select
        rule_key,
        sum(converted_with * contacts_without / contacts) as weighted_with,
        sum(converted_without * contacts_with / contacts) as weighted_without,
        sum(
            (
                contacts_with * contacts_without
                * (converted_with + converted_without)
                - converted_with * converted_without * contacts
            ) / (contacts * contacts)
        ) as weighted_variance,
        sum(
            (
                own_points_with * contacts_without
                - own_points_without * contacts_with
            ) / contacts
        ) as weighted_points
    from strata
    group by rule_key
),

-- Without a conversion on both sides of comparable contacts there is no ratio.
marginal_lifts as (
    select
        rule_key,
        weighted_with / weighted_without as lift,
        weighted_variance / (weighted_with * weighted_without) as variance,
        weighted_points > 0 as is_above
    from sums
    where weighted_with > 0 and weighted_without > 0
)

select * from marginal_lifts
