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
nearly_fitting as (
    select
        event_kinds.kind_key,
        behaviours.behaviour,
        behaviours.row_number,
        {% for n in ['', '_2', '_3'] %}
            behaviours.pattern{{ n }},
            {{ condition_field('behaviours', n, var('event_fields')) }} as value{{ n }},
        {% endfor %}
        {{ conditions_hold(
            'behaviours', var('event_fields')
        ) }} as fits
    from event_kinds
    inner join behaviours
        on
            event_kinds.event_type = behaviours.event_type
            and {{ conditions_hold(
                'behaviours', var('event_fields'), in_any_case=true
            ) }}
),

unfit_values as (
    {% for n in ['', '_2', '_3'] %}
        select
            kind_key,
            behaviour,
            row_number,
            'pattern{{ n }}' as cell,
            pattern{{ n }} as asked_pattern,
            value{{ n }} as found_value
        from nearly_fitting
        where not {{ is_like('value' ~ n, 'pattern' ~ n) }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

values_in_other_case as (
    select
        unfit_values.row_number,
        unfit_values.cell,
        unfit_values.asked_pattern as pattern,
        count(distinct unfit_values.found_value) as times,
        min(unfit_values.found_value) as example
    from unfit_values
    left join nearly_fitting as exact
        on
            unfit_values.kind_key = exact.kind_key
            and unfit_values.behaviour = exact.behaviour
            and exact.fits
    where exact.behaviour is null
    group by
        unfit_values.row_number,
        unfit_values.cell,
        unfit_values.asked_pattern
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
    select
        'behaviours.csv' as file_name,
        cast(row_number as integer) as row_number,
        cell,
        {{ sentence(
            "'{pattern}' does not fit '{example}' and {times} such values in all, "
            ~ 'which differ in case alone: add a row if they are meant'
        ) }} as problem
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
