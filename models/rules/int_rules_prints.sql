-- What seeds say, apart by what an edit of it concerns: the scores of a model, of
-- all models, what an event shows (raw rows are read again), or reports alone.
with

rules_hashes as (
    select * from {{ ref('int_rules_hashes') }}
),

seed_hashes as (
    select * from {{ ref('int_seed_hashes') }}
),

matching_cells as (
    select
        seed,
        row_number,
        column_name,
        {{ dbt.hash("column_name || ' ' || cell") }} as cell_hash
    from {{ ref('int_seed_cells') }}
    where
        not {{ is_blank('cell') }}
        and (
            (
                seed = 'behaviours'
                and column_name
                in ('behaviour', 'event_type', 'field', 'pattern')
            )
            or (seed = 'assets' and column_name <> 'why')
        )
),

-- What an event matches depends on no order of rows, nor on a row twice.
matching_rows as (
    select distinct row_hash
    from (
        select {{ dbt.hash(
            dbt.listagg('cell_hash', "''", 'order by column_name')
        ) }} as row_hash
        from matching_cells
        group by
            seed,
            row_number
    ) as every_row
),

-- Which attributes are named, and at which ages somebody's points may change:
-- kept by contact, whichever model asks.
named_attributes as (
    select attribute as name from {{ ref('stg_fit_rules') }}
    union
    select 'age ' || cast(edge as {{ dbt.type_string() }}) as name
    from {{ ref('int_age_edges') }}
),

attributes as (
    select
        'shared_rules' as kind,
        'attributes' as name,
        coalesce(
            {{ dbt.hash(dbt.listagg('name', "','", 'order by name')) }}, 'none'
        ) as print
    from named_attributes
),

shared_rules as (
    select
        'shared_rules' as kind,
        seed as name,
        seed_hash as print
    from seed_hashes
    where is_rule and scoring_model = ''
),

prints as (
    select
        'rules' as kind,
        scoring_model as name,
        rules_hash as print
    from rules_hashes
    union all
    select * from attributes
    union all
    select * from shared_rules
    union all
    select
        'matching' as kind,
        'events' as name,
        coalesce(
            {{ dbt.hash(dbt.listagg('row_hash', "''", 'order by row_hash')) }},
            'none'
        ) as print
    from matching_rows
    union all
    select
        'reports' as kind,
        seed as name,
        seed_hash as print
    from seed_hashes
    where not is_rule
)

select * from prints
