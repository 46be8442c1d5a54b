-- A key stands once, and a rule is known by its name, so a name means one thing.
-- Both are compared without case and outer blanks; empty cells are left to
-- chk_cells.
{% set taken = [
    'recency_days', 'frequency', 'monetary', 'behaviour', 'fit', 'rfm', 'total',
    'bound',
] %}

with

cells as (
    select
        seed,
        row_number,
        column_name,
        lower(trim(cell)) as plain_cell,
        {{ dbt.hash('lower(trim(cell))') }} as key_cell
    from {{ ref('int_seed_cells') }}
    where not {{ is_blank('cell') }}
),

seed_keys as (
    {{ listed_rows(
        ['seed', 'key_columns', 'key_length', 'key_column'],
        seed_column_lists()['keys']
    ) }}
),

keyed_rows as (
    select
        cells.seed,
        cells.row_number,
        seed_keys.key_columns,
        {{ dbt.listagg('key_cell', "''", 'order by column_name') }}
            as key_cells
    from cells
    inner join seed_keys
        on
            cells.seed = seed_keys.seed
            and cells.column_name = seed_keys.key_column
    group by
        cells.seed,
        cells.row_number,
        seed_keys.key_columns
    having count(*) = max(seed_keys.key_length)
),

first_rows as (
    select
        *,
        min(row_number) over (
            partition by seed, key_columns, key_cells
        ) as first_row
    from keyed_rows
),

rule_names as (
    select distinct
        seed,
        plain_cell as rule_name
    from cells
    where
        (seed = 'behaviours' and column_name = 'behaviour')
        or (seed = 'fit_points' and column_name = 'attribute')
    {% for name in taken %}
        union all
        select
            'rfm_bands' as seed,
            '{{ name }}' as rule_name
    {% endfor %}
),

problems as (
    select
        seed || '.csv' as file_name,
        row_number,
        key_columns as cell,
        {{ sentence('repeats row {first_row}; keep one of the two') }}
            as problem
    from first_rows
    where row_number > first_row
    union all
    select
        min(seed) || '.csv' as file_name,
        cast(null as integer) as row_number,
        rule_name as cell,
        {{ sentence(
            'this name is used for two things '
            ~ '(behaviour, attribute, measure or component); rename one'
        ) }} as problem
    from rule_names
    group by rule_name
    having count(*) > 1
)

select * from problems
