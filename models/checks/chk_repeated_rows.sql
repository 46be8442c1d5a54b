-- Keys are compared without case and outer blanks. Rows with an empty key cell
-- are left to chk_cells.
with

cells as (
    select
        seed,
        row_number,
        column_name,
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

problems as (
    select
        seed || '.csv' as file_name,
        row_number,
        key_columns as cell,
        {{ sentence('repeats row {first_row}; keep one of the two') }}
            as problem
    from first_rows
    where row_number > first_row
)

select * from problems
