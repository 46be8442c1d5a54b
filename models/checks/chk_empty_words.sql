-- Odd but legal: words that most exports write for nothing, and that count here as
-- any other word.
{% set words = [
    'null', '(null)', 'n/a', '#n/a', 'na', 'nan', 'none', '(none)', 'nil', '-',
    'undefined', '\\n',
] %}
{% set listed = "('" ~ words | join("', '") ~ "')" %}
with

raw_cells as (
    select
        'contacts' as table_name,
        attribute as column_name,
        attribute_value as cell
    from {{ ref('int_attribute_intervals') }}
    where lower(attribute_value) in {{ listed }}
    {% for field in var('event_fields') %}
        union all
        select
            'events' as table_name,
            '{{ field }}' as column_name,
            {{ field }} as cell
        from {{ ref('int_event_kinds') }}
        where lower(trim({{ field }})) in {{ listed }}
    {% endfor %}
    {% for column in ['campaign', 'channel'] %}
        union all
        select
            'campaign_costs' as table_name,
            '{{ column }}' as column_name,
            {{ column }} as cell
        from {{ ref('base_campaign_costs') }}
        where lower(trim({{ column }})) in {{ listed }}
    {% endfor %}
),

columns as (
    select
        table_name,
        column_name,
        lower(trim(cell)) as word
    from raw_cells
    group by
        table_name,
        column_name,
        lower(trim(cell))
),

-- A word that a row of fit_points.csv prices is meant.
meant_words as (
    select
        attribute as column_name,
        equals as word
    from {{ ref('stg_fit_rules') }}
),

problems as (
    select
        columns.table_name as file_name,
        cast(null as integer) as row_number,
        columns.column_name as cell,
        {{ sentence(
            "the word '{columns.word}' counts as a value; if it stands for an "
            ~ 'empty cell, add it to empty_words in dbt_project.yml'
        ) }} as problem
    from columns
    left join meant_words
        on
            columns.column_name = meant_words.column_name
            and columns.word = meant_words.word
    where meant_words.word is null
)

select * from problems
