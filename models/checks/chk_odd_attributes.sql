-- Odd but legal: attributes that no contact has.
with

fit_points as (
    {{ seed_rows('fit_points') }}
),

exclusions as (
    {{ seed_rows('exclusions') }}
),

named_attributes as (
    select
        'fit_points.csv' as file_name,
        'attribute' as cell,
        lower(trim(attribute)) as attribute,
        min(row_number) as row_number
    from fit_points
    group by lower(trim(attribute))
    union all
    select
        'exclusions.csv' as file_name,
        'field' as cell,
        lower(trim(field)) as attribute,
        min(row_number) as row_number
    from exclusions
    where trim(field) not in (select behaviour from {{ ref('int_behaviours') }})
    group by lower(trim(field))
),

known_attributes as (
    select distinct attribute from {{ ref('int_contact_attributes') }}
),

problems as (
    select
        named_attributes.file_name,
        cast(named_attributes.row_number as integer) as row_number,
        named_attributes.cell,
        'no contact has a value of ' || named_attributes.attribute
        || '; see whether the column is spelt as in the export' as problem
    from named_attributes
    left join known_attributes
        on named_attributes.attribute = known_attributes.attribute
    where known_attributes.attribute is null
)

select * from problems
