-- For each rule and snapshot: everybody by the points of all other rules, with
-- and without it, in tenths. Who has another band of it is without, and that
-- band is no other rule.
{% set tenths = 10 %}

with

dated_attributes as (
    select
        contact_key,
        attribute,
        min(from_on) as dated_from
    from {{ ref('int_attribute_history') }}
    where is_dated
    group by
        contact_key,
        attribute
),

rules as (
    select * from {{ ref('int_rules') }}
    where kind <> 'bound'
),

cases as (
    select * from {{ ref('int_evidence_cases') }}
),

-- Cases are few kinds to a rule and snapshot: how many points it gave them
-- beside which total, and how many of them by today's export.
rule_counts as (
    select
        observed_rules.rule_key,
        observed_rules.snapshot_on,
        rules.model_key,
        rules.component,
        rules.rule,
        cases.points as total_points,
        observed_rules.points,
        count(*) as cases,
        sum(case when cases.has_converted then 1 else 0 end) as converted,
        sum(
            case
                when rules.component = 'fit' and dated.contact_key is null
                    then 1
                else 0
            end
        ) as undated
    from {{ ref('int_observed_rules') }} as observed_rules
    inner join cases
        on
            observed_rules.contact_key = cases.contact_key
            and observed_rules.model_key = cases.model_key
            and observed_rules.snapshot_on = cases.snapshot_on
    inner join rules
        on observed_rules.rule_key = rules.rule_key
    left join dated_attributes as dated
        on
            rules.component = 'fit'
            and observed_rules.contact_key = dated.contact_key
            and rules.rule = dated.attribute
            and cases.observed_on >= dated.dated_from
    group by
        observed_rules.rule_key,
        observed_rules.snapshot_on,
        rules.model_key,
        rules.component,
        rules.rule,
        cases.points,
        observed_rules.points
),

totals as (
    select
        model_key,
        snapshot_on,
        points,
        count(*) as cases,
        sum(case when has_converted then 1 else 0 end) as converted
    from cases
    group by
        model_key,
        snapshot_on,
        points
),

-- All are put at their total, and who has a band is moved from there.
moves as (
    select
        rules.rule_key,
        totals.snapshot_on,
        totals.points as rest_points,
        false as is_with,
        totals.cases,
        totals.converted,
        0 as own_points,
        0 as points,
        0 as undated
    from rules
    inner join totals
        on rules.model_key = totals.model_key
    {% for sign, rest_points, is_with, own_points in [
        (-1, 'rule_counts.total_points', 'false', '0'),
        (
            1, 'rule_counts.total_points - rule_counts.points',
            'rules.rule_key = rule_counts.rule_key',
            'rule_counts.points * rule_counts.cases',
        ),
    ] %}
        union all
        select
            rules.rule_key,
            rule_counts.snapshot_on,
            {{ rest_points }} as rest_points,
            {{ is_with }} as is_with,
            {{ sign }} * rule_counts.cases as cases,
            {{ sign }} * rule_counts.converted as converted,
            {{ own_points }} as own_points,
            rule_counts.points,
            rule_counts.undated
        from rules
        inner join rule_counts
            on
                rules.model_key = rule_counts.model_key
                and rules.component = rule_counts.component
                and rules.rule = rule_counts.rule
    {% endfor %}
),

rest_counts as (
    select
        rule_key,
        snapshot_on,
        rest_points,
        {% for count in ['cases', 'converted', 'own_points'] %}
            sum(case when is_with then {{ count }} else 0 end)
                as {{ count }}_with,
            sum(case when is_with then 0 else {{ count }} end)
                as {{ count }}_without,
        {% endfor %}
        max(case when is_with then points end) as highest_points,
        min(case when is_with then points end) as lowest_points,
        sum(case when is_with then undated else 0 end) as undated_with,
        sum(cases) as all_cases
    from moves
    group by
        rule_key,
        snapshot_on,
        rest_points
    having sum(cases) > 0
),

smaller_shares as (
    select
        *,
        1.0 * (
            sum(all_cases) over (
                partition by rule_key, snapshot_on order by rest_points
            ) - all_cases
        )
        / nullif(
            sum(all_cases) over (partition by rule_key, snapshot_on) - 1, 0
        ) as smaller_share
    from rest_counts
),

tenths as (
    select
        *,
        {{ quantile_group('smaller_share', tenths) }} as tenth
    from smaller_shares
),

lift_strata as (
    select
        {% for count in ['cases', 'converted', 'own_points'] %}
            {% for side in ['with', 'without'] %}
                cast(sum({{ count }}_{{ side }}) as bigint)
                    as {{ count }}_{{ side }},
            {% endfor %}
        {% endfor %}
        rule_key,
        snapshot_on,
        tenth,
        max(highest_points) as highest_points,
        min(lowest_points) as lowest_points,
        cast(sum(undated_with) as bigint) as undated_with
    from tenths
    group by
        rule_key,
        snapshot_on,
        tenth
)

select * from lift_strata
