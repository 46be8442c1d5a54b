-- Fit is re-rolled, never accrued: a row is the change of an attribute's points
-- on the day another value of it begins to hold.
with

pairs as (
    select * from {{ ref('pairs_this_run') }}
),

intervals as (
    select intervals.*
    from {{ ref('int_attribute_intervals') }} as intervals
    {% if not is_whole() %}
        where intervals.contact_key in (select pairs.contact_key from pairs)
    {% endif %}
),

different_values as (
    select distinct
        attribute,
        attribute_value
    from intervals
),

{{ value_rules() }},

value_points as (
    select
        *,
        {{ whole_points('points', 'weight') }} as whole_points
    from value_rules
),

rules as (
    select * from {{ ref('int_rules') }}
    where component = 'fit' and rule <> 'bound'
),

scored_attributes as (
    select distinct
        model_key,
        rule as attribute
    from rules
),

running_points as (
    select
        intervals.contact_key,
        pairs.model_key,
        intervals.attribute,
        intervals.from_on as effective_on,
        intervals.by_merger,
        pairs.created_on,
        value_points.rule_key,
        coalesce(value_points.whole_points, 0) as points_now
    from intervals
    inner join pairs
        on intervals.contact_key = pairs.contact_key
    inner join scored_attributes
        on
            pairs.model_key = scored_attributes.model_key
            and intervals.attribute = scored_attributes.attribute
    left join value_points
        on
            intervals.attribute = value_points.attribute
            and intervals.attribute_value = value_points.attribute_value
            and pairs.model_key = value_points.model_key
),

point_changes as (
    select
        running_points.*,
        rules.kind,
        lag(running_points.points_now, 1, 0) over values_in_time
            as points_before,
        lag(running_points.rule_key) over values_in_time as rule_before,
        lag(rules.kind) over values_in_time as kind_before
    from running_points
    left join rules
        on running_points.rule_key = rules.rule_key
    window values_in_time as (
        partition by
            running_points.contact_key,
            running_points.model_key,
            running_points.attribute
        order by running_points.effective_on
    )
),

-- A value that earns nothing is explained by the rule that no longer holds. From
-- one kind of points to another there are two rows, so that sums by kind are those
-- of the rule that holds.
changes_by_rule as (
    select
        contact_key,
        model_key,
        coalesce(rule_key, rule_before) as rule_key,
        effective_on,
        created_on,
        by_merger,
        points_now - points_before as points
    from point_changes
    where coalesce(kind = kind_before, true)
    union all
    select
        contact_key,
        model_key,
        rule_before as rule_key,
        effective_on,
        created_on,
        by_merger,
        -points_before as points
    from point_changes
    where kind <> kind_before
    union all
    select
        contact_key,
        model_key,
        rule_key,
        effective_on,
        created_on,
        by_merger,
        points_now as points
    from point_changes
    where kind <> kind_before
),

fit_points as (
    select
        contact_key,
        model_key,
        rule_key,
        effective_on,
        case
            when effective_on = created_on then 'earned'
            when by_merger then 'merged'
            else 'rerolled'
        end as reason,
        cast(null as bigint) as occurrences,
        cast(null as decimal(14, 4)) as weighted_count,
        points
    from changes_by_rule
    where points <> 0
)

select * from fit_points
