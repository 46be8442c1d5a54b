-- Odd but legal: names that points or money depend on, and that differ from
-- another in case, blanks or a separator alone. They count as two.
with

behaviours as (
    {{ typed_seed('behaviours', also=['row_number']) }}
),

fit_points as (
    {{ typed_seed('fit_points', also=['row_number']) }}
),

assets as (
    {{ typed_seed('assets', also=['row_number']) }}
),

event_kinds as (
    select * from {{ ref('int_event_kinds') }}
),

exported_names as (
    select
        'behaviours' as seed,
        'event_type' as cell,
        event_type as name,
        count(*) as times
    from event_kinds
    group by event_type
    union all
    select
        'assets' as seed,
        'asset' as cell,
        asset as name,
        count(*) as times
    from event_kinds
    group by asset
    union all
    select
        'fit_points' as seed,
        intervals.attribute as cell,
        {{ tidy('lower(intervals.attribute_value)') }} as name,
        count(*) as times
    from {{ ref('int_attribute_intervals') }} as intervals
    where
        intervals.attribute in (
            select fit_points.attribute from fit_points
            where fit_points.equals is not null
        )
    group by
        intervals.attribute,
        {{ tidy('lower(intervals.attribute_value)') }}
),

written_names as (
    select
        'behaviours' as seed,
        'event_type' as cell,
        event_type as name,
        min(row_number) as row_number
    from behaviours
    group by event_type
    union all
    select
        'assets' as seed,
        'asset' as cell,
        asset as name,
        min(row_number) as row_number
    from assets
    group by asset
    union all
    select
        'fit_points' as seed,
        attribute as cell,
        equals as name,
        min(row_number) as row_number
    from fit_points
    where equals is not null
    group by
        attribute,
        equals
),

-- A name that some row has exactly is meant as it is.
near_names as (
    select
        written.seed,
        written.cell,
        written.row_number,
        written.name as written_name,
        exported.name as exported_name
    from exported_names as exported
    inner join written_names as written
        on
            exported.seed = written.seed
            and exported.cell = written.cell
            and {{ plain_name('exported.name') }}
            = {{ plain_name('written.name') }}
    left join written_names as exact
        on
            exported.seed = exact.seed
            and exported.cell = exact.cell
            and exported.name = exact.name
    where exact.name is null
),

-- Patterns of behaviours look at case; somebody writes /Pricing all the same.
fields_of_kinds as (
    {% for field in var('event_fields') %}
        select distinct
            event_type,
            '{{ field }}' as field,
            {{ field }} as value
        from event_kinds
        where {{ field }} <> ''
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

values_in_other_case as (
    select
        behaviours.behaviour,
        min(behaviours.row_number) as row_number,
        min(behaviours.pattern) as pattern,
        count(distinct fields.value) as times,
        min(fields.value) as example
    from fields_of_kinds as fields
    inner join behaviours
        on
            fields.event_type = behaviours.event_type
            and fields.field = behaviours.field
            and {{ is_like('lower(fields.value)', 'lower(behaviours.pattern)') }}
    left join behaviours as exact
        on
            behaviours.behaviour = exact.behaviour
            and fields.event_type = exact.event_type
            and fields.field = exact.field
            and {{ is_like('fields.value', 'exact.pattern') }}
    where exact.behaviour is null
    group by behaviours.behaviour
),

tactics as (
    {% for breakdown in ['channel', 'campaign'] %}
        select
            '{{ breakdown }}' as breakdown,
            {{ breakdown }} as tactic
        from {{ ref('int_kind_groups') }}
        where {{ breakdown }} is not null
        union
        select
            '{{ breakdown }}' as breakdown,
            {{ tidy(breakdown) }} as tactic
        from {{ ref('base_campaign_costs') }}
        where
            rejection_reason is null
            and not {{ is_blank(breakdown) }}
        {{ 'union' if not loop.last }}
    {% endfor %}
),

twin_tactics as (
    select
        breakdown,
        min(tactic) as tactic,
        max(tactic) as twin
    from tactics
    group by
        breakdown,
        {{ plain_name('tactic') }}
    having count(*) > 1
),

problems as (
    select
        seed || '.csv' as file_name,
        cast(row_number as integer) as row_number,
        cell,
        {{ sentence(
            "'{written_name}' is written '{exported_name}' in the export, which is "
            ~ 'another name: write it as it is there'
        ) }} as problem
    from near_names
    union all
    {{ seed_problem(
        'behaviours', 'pattern',
        "'{pattern}' does not fit '{example}' and {times} such values in all, which "
        ~ 'differ in case alone: add a row if they are meant'
    ) }}
    from values_in_other_case
    union all
    select
        'campaign_costs' as file_name,
        cast(null as integer) as row_number,
        breakdown as cell,
        {{ sentence(
            "'{tactic}' and '{twin}' differ in case, blanks or a separator alone, and "
            ~ 'are two tactics in rpt_roi: write them alike'
        ) }} as problem
    from twin_tactics
)

select * from problems
