-- Crude: those with a rule beside those without it on the same snapshot, for
-- seasons and growth are no merit of a rule. Where one side has no conversion,
-- half a case more on both (Walter 1975), shared among the snapshots.
-- Adjusted: beside those whose other points are alike, too. Without a
-- conversion on both sides of comparable contacts there is no ratio.
with

adjusted_strata as (
    select
        'adjusted' as lift_kind,
        {% for count in ['cases', 'converted', 'own_points'] %}
            {{ count }}_with,
            {{ count }}_without,
        {% endfor %}
        rule_key,
        snapshot_on,
        tenth
    from {{ ref('int_lift_strata') }}
),

strata as (
    select * from adjusted_strata
    union all
    select
        'crude' as lift_kind,
        {% for count in ['cases', 'converted', 'own_points'] %}
            sum({{ count }}_with) as {{ count }}_with,
            sum({{ count }}_without) as {{ count }}_without,
        {% endfor %}
        rule_key,
        snapshot_on,
        0 as tenth
    from adjusted_strata
    group by
        rule_key,
        snapshot_on
),

comparable_strata as (
    select
        *,
        count(*) over (partition by lift_kind, rule_key) as strata,
        sum(converted_with) over (partition by lift_kind, rule_key)
            as all_with,
        sum(converted_without) over (partition by lift_kind, rule_key)
            as all_without
    from strata
    where cases_with > 0 and cases_without > 0
),

halves as (
    select
        *,
        case
            when lift_kind = 'crude' and least(all_with, all_without) = 0
                then 0.5e0 / strata
            else 0e0
        end as half
    from comparable_strata
),

halved_strata as (
    select
        lift_kind,
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
        lift_kind,
        rule_key,
        all_with,
        all_without,
        {{ common_ratio_sums() }}
    from halved_strata
    group by
        lift_kind,
        rule_key,
        all_with,
        all_without
),

sides as (
    select
        lift_kind,
        rule_key,
        {{ points_side() }} as points_side
    from comparable_strata
    group by
        lift_kind,
        rule_key
),

lifts as (
    select
        sums.rule_key,
        sums.lift_kind,
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
        on
            sums.lift_kind = sides.lift_kind
            and sums.rule_key = sides.rule_key
    where sums.weighted_with > 0 and sums.weighted_without > 0
)

select * from lifts
