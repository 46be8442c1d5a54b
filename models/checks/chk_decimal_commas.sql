-- Odd but legal: 1.200 in a column where others are written 1.200,00. It reads as
-- a little more than one, and was meant as twelve hundred.
{% set amounts = ['orders', 'deals', 'campaign_costs'] %}
with

banded_attributes as (
    select distinct attribute from {{ ref('stg_fit_rules') }}
    where at_least is not null or below is not null
),

comma_columns as (
    {% for table in amounts %}
        select
            '{{ table }}' as table_name,
            'amount' as column_name
        from {{ ref('base_' ~ table) }}
        where
            amount is null
            and {{ matches(json_value('raw_row', "'amount'"), '.*[0-9],[0-9]{1,2} *') }}
        union
    {% endfor %}
    select
        'contacts' as table_name,
        intervals.attribute as column_name
    from {{ ref('int_attribute_intervals') }} as intervals
    inner join banded_attributes
        on intervals.attribute = banded_attributes.attribute
    where {{ matches('intervals.attribute_value', '.*[0-9],[0-9]{1,2}') }}
),

-- Read again only where a column has such a comma.
cells as (
    {% for table in amounts %}
        select
            comma_columns.table_name,
            comma_columns.column_name,
            {{ json_value('numbers.raw_row', "'amount'") }} as cell
        from {{ ref('base_' ~ table) }} as numbers
        inner join comma_columns
            on
                comma_columns.table_name = '{{ table }}'
                and numbers.amount is not null
        where numbers.rejection_reason is null
        union all
    {% endfor %}
    select
        comma_columns.table_name,
        comma_columns.column_name,
        intervals.attribute_value as cell
    from {{ ref('int_attribute_intervals') }} as intervals
    inner join comma_columns
        on
            comma_columns.table_name = 'contacts'
            and intervals.attribute = comma_columns.column_name
),

doubtful_columns as (
    select
        table_name,
        column_name,
        count(*) as cells,
        min(trim(cell)) as sample
    from cells
    where {{ matches('trim(cell)', '[+-]?[0-9]{1,3}[.][0-9]{3}') }}
    group by
        table_name,
        column_name
),

problems as (
    select
        table_name as file_name,
        cast(null as integer) as row_number,
        column_name as cell,
        {{ sentence(
            'other cells of the column have a decimal comma, so {cells} such as '
            ~ '{sample} may be thousands, and are read as a point and decimals; '
            ~ 'export numbers with a decimal point'
        ) }} as problem
    from doubtful_columns
)

select * from problems
