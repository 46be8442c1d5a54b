-- The order of rows counts (the first exclusion that fits gives the reason),
-- but only within a model: a row of another model above changes nothing here.
with

-- An empty cell says nothing, nor does a column of empty cells.
cells as (
    select
        *,
        {{ dbt.hash("column_name || ' ' || cell") }} as cell_hash,
        seed not in (
            'outcomes', 'proof_levels', 'readiness_levels', 'service_levels',
            'working_hours'
        ) as is_rule
    from {{ ref('int_seed_cells') }}
    where not {{ is_blank('cell') }}
),

seed_rows as (
    select
        seed,
        row_number,
        is_rule,
        coalesce(max(
            case
                when is_rule and column_name = 'scoring_model' then trim(cell)
            end
        ), '') as scoring_model,
        {{ dbt.hash(dbt.listagg('cell_hash', "''", 'order by column_name')) }}
            as row_hash
    from cells
    group by
        seed,
        row_number,
        is_rule
),

seed_hashes as (
    select
        seed,
        scoring_model,
        is_rule,
        count(*) as row_count,
        {{ dbt.hash(dbt.listagg('row_hash', "''", 'order by row_number')) }}
            as seed_hash
    from seed_rows
    group by
        seed,
        scoring_model,
        is_rule
)

select * from seed_hashes
