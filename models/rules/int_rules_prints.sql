-- What seeds say, apart by what an edit of it concerns: the scores of a model, of
-- all models, what an event shows (raw rows are read again), or reports alone.
-- Beside them each seed as a whole, for the record of runs.
with

scoring_models as (
    select * from {{ ref('stg_scoring_models') }}
),

fit_rules as (
    select * from {{ ref('stg_fit_rules') }}
),

-- An empty cell says nothing, nor does a column of empty cells.
cells as (
    select
        *,
        {{ dbt.hash("column_name || ' ' || cell") }} as cell_hash,
        seed not in (
            'outcomes', 'proof_levels', 'readiness_levels', 'service_levels',
            'working_hours'
        ) as is_rule,
        (
            seed = 'behaviours'
            and column_name in (
                'behaviour', 'event_type', 'field', 'pattern', 'field_2',
                'pattern_2', 'field_3', 'pattern_3'
            )
        )
        or (seed = 'assets' and column_name <> 'why')
        or (
            seed = 'ignored_events' and column_name not in ('reason', 'why')
        ) as is_matching
    from {{ ref('int_seed_cells') }}
    where not {{ is_blank('cell') }}
),

-- The order of rows counts (the first exclusion that fits gives the reason),
-- but only within a model: a row of another model above changes nothing here.
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
),

-- A model's own rows and those that all models share.
seeds_of_models as (
    select
        scoring_models.scoring_model,
        seed_hashes.seed,
        seed_hashes.seed || ' ' || seed_hashes.seed_hash as seed_version
    from scoring_models
    inner join seed_hashes
        on
            seed_hashes.is_rule
            and seed_hashes.scoring_model
            in ('', scoring_models.scoring_model)
),

-- What an event matches depends on no order of rows, nor on a row twice.
matching_rows as (
    select distinct row_hash
    from (
        select {{ dbt.hash(
            dbt.listagg('cell_hash', "''", 'order by column_name')
        ) }} as row_hash
        from cells
        where is_matching
        group by
            seed,
            row_number
    ) as every_row
),

-- Which attributes are named, and at which ages somebody's points may change:
-- kept by contact, whichever model asks.
named_attributes as (
    select attribute as name from fit_rules
    {% for edge in ['at_least', 'below', 'equals'] %}
        union
        select
            'age {{ edge }} ' || cast({{ edge }} as {{ dbt.type_string() }})
                as name
        from fit_rules
        where attribute = 'age' and {{ edge }} is not null
    {% endfor %}
),

prints as (
    select
        'rules' as kind,
        scoring_model as name,
        {{ dbt.hash(dbt.listagg('seed_version', "','", 'order by seed')) }}
            as print,
        cast(null as bigint) as row_count
    from seeds_of_models
    group by scoring_model
    union all
    select
        case when is_rule then 'shared_rules' else 'reports' end as kind,
        seed as name,
        seed_hash as print,
        row_count
    from seed_hashes
    where scoring_model = ''
    union all
    select
        'shared_rules' as kind,
        'attributes' as name,
        coalesce(
            {{ dbt.hash(dbt.listagg('name', "','", 'order by name')) }}, 'none'
        ) as print,
        cast(null as bigint) as row_count
    from named_attributes
    union all
    select
        'matching' as kind,
        'events' as name,
        coalesce(
            {{ dbt.hash(dbt.listagg('row_hash', "''", 'order by row_hash')) }},
            'none'
        ) as print,
        cast(null as bigint) as row_count
    from matching_rows
    union all
    select
        'seed' as kind,
        seed as name,
        {{ dbt.hash(
            dbt.listagg('seed_hash', "''", 'order by scoring_model')
        ) }} as print,
        cast(sum(row_count) as bigint) as row_count
    from seed_hashes
    group by seed
)

select * from prints
