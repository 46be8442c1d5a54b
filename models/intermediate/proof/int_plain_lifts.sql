-- How often those with a rule convert beside those without it on the same cut:
-- seasons and growth are no merit of a rule. Where one side has no conversion,
-- half a case more on both (Walter 1975), shared among the cuts.
with

comparable_cuts as (
    select
        *,
        count(*) over (partition by rule_key) as cuts,
        sum(converted_with) over (partition by rule_key) as all_with,
        sum(converted_without) over (partition by rule_key) as all_without
    from {{ ref('int_rule_cuts') }}
    where cases_with > 0 and cases_without > 0
),

halves as (
    select
        *,
        case
            when least(all_with, all_without) = 0 then 0.5e0 / cuts
            else 0e0
        end as half
    from comparable_cuts
),

strata as (
    select
        rule_key,
        all_with,
        all_without,
        cases_with + half as cases_with,
        cases_without + half as cases_without,
        converted_with + half as converted_with,
        converted_without + half as converted_without,
        cases_with + cases_without + 2 * half as cases
    from halves
),

sums as (
    select
        rule_key,
        all_with,
        all_without,
        {{ common_ratio_sums() }}
    from strata
    group by
        rule_key,
        all_with,
        all_without
),

sides as (
    select
        rule_key,
        {{ points_side() }} as points_side
    from comparable_cuts
    group by rule_key
),

plain_lifts as (
    select
        sums.rule_key,
        sums.weighted_with / sums.weighted_without as ratio,
        sums.weighted_variance / (sums.weighted_with * sums.weighted_without)
            as variance,
        least(sums.all_with, sums.all_without) = 0 as is_halved,
        case
            when sums.all_without = 0 then null
            when sums.all_with = 0 then 0
            else sums.weighted_with / sums.weighted_without
        end as lift,
        sides.points_side
    from sums
    inner join sides
        on sums.rule_key = sides.rule_key
)

select * from plain_lifts
