-- What seed_columns() says of each column is held against each cell.
{% set lists = seed_column_lists() %}
-- What is held against cells that may be empty.
{% set asking = ['equals', 'pattern', 'status', 'stage', 'asset'] %}

with

cells as (
    select * from {{ ref('int_seed_cells') }}
),

seed_columns as (
    {{ listed_rows([
        'seed', 'column_name', 'is_required', 'cell_type', 'allowed_words',
        'parent_seed', 'parent_column',
    ], lists['columns']) }}
),

words as (
    {{ listed_rows(['seed', 'column_name', 'word'], lists['words']) }}
),

limits as (
    {{ listed_rows([
        'seed', 'column_name', 'at_least', 'at_most', 'above', 'is_whole',
        'otherwise',
    ], lists['limits']) }}
),

known_values as (
    select distinct
        seed,
        column_name,
        trim(cell) as known_value
    from cells
),

described_cells as (
    select
        cells.seed,
        cells.row_number,
        cells.column_name,
        cells.cell,
        seed_columns.is_required,
        seed_columns.cell_type,
        seed_columns.allowed_words,
        seed_columns.parent_seed,
        words.word,
        known_values.known_value
    from cells
    inner join seed_columns
        on
            cells.seed = seed_columns.seed
            and cells.column_name = seed_columns.column_name
    left join words
        on
            cells.seed = words.seed
            and cells.column_name = words.column_name
            and lower(trim(cells.cell)) = words.word
    left join known_values
        on
            seed_columns.parent_seed = known_values.seed
            and seed_columns.parent_column = known_values.column_name
            and trim(cells.cell) = known_values.known_value
),

-- A cell is at fault once: words that are allowed stand for their type.
judged_cells as (
    select
        seed,
        seed || '.csv' as file_name,
        row_number,
        column_name as blamed,
        {{ read_number('cell') }} as number_in_cell,
        case
            when {{ is_blank('cell') }}
                then case when is_required then 'is empty; fill it in' end
            when
                column_name in (
                    {%- for name in asking %}
                        '{{ name }}'{{ ',' if not loop.last }}
                    {%- endfor %}
                )
                and {{ filled('cell') }} is null
                then {{ sentence(
                    "'{cell}' is one of the empty_words in dbt_project.yml, so "
                    ~ 'no cell holds it; take it out of there, or drop this row'
                ) }}
            when allowed_words <> '' and word is null
                then {{ sentence("'{cell}' is none of: ") }} || allowed_words
            when allowed_words <> ''
                then null
            when parent_seed <> '' and known_value is null
                then {{ sentence(
                    "'{cell}' is not in {parent_seed}.csv; "
                    ~ "correct it or add a row there"
                ) }}
            {% for type, readable in readable_cells('cell').items() %}
                when cell_type = '{{ type }}' and not {{ readable[0] }}
                    then {{ sentence("'{cell}' " ~ readable[1]) }}
            {% endfor %}
        end as problem
    from described_cells
),

problems as (
    select
        file_name,
        row_number,
        blamed as cell,
        problem
    from judged_cells
    where problem is not null
    union all
    select
        judged_cells.file_name,
        judged_cells.row_number,
        judged_cells.blamed as cell,
        limits.otherwise as problem
    from judged_cells
    inner join limits
        on
            judged_cells.seed = limits.seed
            and judged_cells.blamed = limits.column_name
    where
        judged_cells.problem is null
        and (
            judged_cells.number_in_cell < limits.at_least
            or judged_cells.number_in_cell > limits.at_most
            or judged_cells.number_in_cell <= limits.above
            or (
                limits.is_whole
                and judged_cells.number_in_cell
                <> floor(judged_cells.number_in_cell)
            )
        )
)

select * from problems
