{# Runs go on record when they begin and when they are finished, whoever runs dbt. #}

{# After run_scope is written, in the same transaction. #}
{% macro begin_run() %}
    {% if execute and not flags.EMPTY and not value_of(
        'select count(*) from ' ~ run_state('runs') ~ ' where run_id = ' ~ id_of_this_run()
    ) %}
        insert into {{ run_state('inputs') }}
        select scope.run_id, inputs.kind, inputs.name, inputs.print
        from {{ run_relation('run_inputs') }} as inputs
        cross join {{ this }} as scope
        where inputs.print is not null;
        insert into {{ run_state('runs') }}
            (run_id, run_number, begun_at, is_whole, code_version, work)
        select
            scope.run_id,
            (select coalesce(max(run_number), 0) + 1 from {{ run_state('runs') }}),
            cast('{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S") }}' as timestamp),
            scope.is_whole,
            '{{ print_of_code() }}',
            case when scope.is_whole then 'Reading everything.' else (
                select 'Reading only what is new: '
                    || count(case when kind in ('rules', 'shared_rules') then 1 end)
                    || ' edited rules, '
                    || count(case when kind not in ('rules', 'shared_rules', 'reports', 'setting', 'matching') then 1 end)
                    || ' raw files.'
                from {{ run_relation('run_inputs') }}
                where is_in_scope
            ) end
        from {{ this }} as scope;
        insert into {{ run_state('run_parts') }}
        select
            runs.run_number,
            parts.kind,
            parts.name,
            parts.part_hash,
            parts.row_count
        from {{ run_state('runs') }} as runs
        cross join (
            select
                case kind when 'rules' then 'scoring_model' else kind end as kind,
                name,
                print as part_hash,
                row_count
            from {{ run_relation('int_rules_prints', 'rules') }}
            where kind in ('rules', 'seed')
        ) as parts
        where runs.run_id = {{ id_of_this_run() }};
        update {{ run_state('runs') }}
        set seeds_hash = (
            select {{ dbt.hash(dbt.listagg('parts.name || parts.part_hash', "','", 'order by parts.name')) }}
            from {{ run_state('run_parts') }} as parts
            where parts.kind = 'seed' and parts.run_number = runs.run_number
        )
        where run_id = {{ id_of_this_run() }};
        {{ facts_stand() }}
    {% endif %}
{% endmacro %}

{# The day is known once rows are: it is put on record with the run. #}
{% macro note_as_of() %}
    {% if execute and not flags.EMPTY %}
        update {{ run_state('runs') }}
        set as_of = (select as_of from {{ this }})
        where run_id = {{ id_of_this_run() }}
    {% endif %}
{% endmacro %}

{#
    When dbt ends. A table that failed, or that a failed data test reads, is not
    of this run any more. A run is finished while all its tables are of it and all
    its views are there. The results alone would not tell: after a retry they hold
    the retried nodes only.
#}
{% macro end_run(results) %}
    {% if execute and not flags.EMPTY and flags.WHICH in ['build', 'run', 'test', 'retry']
        and load_relation(run_relation('run_scope')) %}
        {% set failed = [] %}
        {% for result in results if result.status | string in ['error', 'fail'] %}
            {% if result.node.resource_type == 'model' %}
                {% do failed.append(result.node.name) %}
            {% elif result.node.resource_type == 'test' %}
                {% do failed.extend(tables_behind(result.node)) %}
            {% endif %}
        {% endfor %}
        {% do unmark(failed) %}
        {% set marked, missing = marked_tables(), [] %}
        {% for node in tables_of_a_run() if node.name not in marked %}
            {% do missing.append(node.name) %}
        {% endfor %}
        {# On Postgres a view goes with a table that is made anew. #}
        {% for node in graph.nodes.values() if is_of_a_run(node)
            and node.config.materialized == 'view' and not load_relation(
                api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias)
            ) %}
            {% do missing.append(node.name) %}
        {% endfor %}
        {% if missing %}
            {% do run_query(
                'update ' ~ run_state('runs') ~ ' set finished_at = null where run_id = '
                ~ id_of_this_run()
            ) %}
            {% do log('The run stays open: ' ~ missing | length ~ ' of its tables are to be written ('
                ~ missing[:3] | join(', ') ~ (', ...' if missing | length > 3 else '')
                ~ '). The next dbt build carries it on.', info=true) %}
        {% elif value_of(
            'select count(*) from ' ~ run_state('runs') ~ ' where finished_at is null and run_id = '
            ~ id_of_this_run()
        ) %}
            {% do finish_run() %}
        {% endif %}
    {% endif %}
{% endmacro %}

{# See scoring_runs and scoring_run_parts, which show the record. #}
{% macro finish_run() %}
    {% set this_run = ' where run_number = (select run_number from ' ~ run_state('runs')
        ~ ' where run_id = ' ~ id_of_this_run() ~ ')' %}
    {% set counts = [
        "select 'raw_table' as kind, table_name as name, cast(sum(row_count) as bigint) as row_count "
        ~ "from marts.raw_row_audit where outcome not in ('matched', 'unmatched') group by table_name"
    ] %}
    {% for node in graph.nodes.values() if node.resource_type == 'model' and is_ours(node)
        and node.fqn[1] in ['marts', 'reports'] and not node.name.startswith(('int_', 'scoring_run')) %}
        {% do counts.append(
            "select 'public_table', '" ~ node.name ~ "', count(*) from "
            ~ (node.config.meta.rows_in or (node.schema ~ '.' ~ node.alias))
        ) %}
    {% endfor %}
    {% do run_query(
        'delete from ' ~ run_state('run_parts') ~ this_run
        ~ " and kind in ('raw_table', 'public_table')"
    ) %}
    {% do run_query(
        'insert into ' ~ run_state('run_parts')
        ~ ' select runs.run_number, counts.kind, counts.name, null, counts.row_count from '
        ~ run_state('runs') ~ ' as runs cross join (' ~ counts | join(' union all ')
        ~ ') as counts where runs.run_id = ' ~ id_of_this_run()
    ) %}
    {% do run_query(
        'update ' ~ run_state('runs') ~ ' set raw_rows = (select sum(row_count) from '
        ~ run_state('run_parts') ~ this_run ~ " and kind = 'raw_table'), "
        ~ 'rows_out = (select sum(row_count) from ' ~ run_state('run_parts') ~ this_run
        ~ " and kind = 'public_table'), finished_at = cast('"
        ~ modules.datetime.datetime.now(modules.pytz.utc).strftime('%Y-%m-%d %H:%M:%S.%f')
        ~ "' as timestamp)" ~ this_run
    ) %}
    {% do run_query(
        'delete from ' ~ run_state('inputs') ~ ' where run_id <> ' ~ id_of_this_run()
    ) %}
{% endmacro %}

{#
    Where only points, labels or reports are edited, the facts stay as they are:
    their tables count as written for this run.
#}
{% macro facts_stand() %}
    {% set facts = [] %}
    {% for node in tables_of_a_run() if node.fqn[1] in ['staging', 'facts']
        and node.database == target.database %}
        {% do facts.append(node.name) %}
    {% endfor %}
    update {{ run_state('marks') }}
    set run_id = {{ id_of_this_run() }}
    where relation in ('{{ facts | join("', '") }}')
        and run_id = (
            select finished.run_id
            from {{ run_state('runs') }} as finished
            where finished.finished_at is not null
            order by finished.run_number desc
            limit 1
        )
        and not exists (
            select 1
            from {{ this }} as scope
            where scope.is_whole or scope.carries_on
        )
        and not exists (
            select 1
            from {{ run_relation('run_inputs') }} as inputs
            where
                inputs.is_in_scope
                and inputs.kind not in ('rules', 'shared_rules', 'reports')
        )
{% endmacro %}
