{#
    A run is all that is written for one state of the raw files, the seeds and
    as_of, in however many invocations of dbt. What is known of runs is kept in
    the schema run_state, in the same database as the tables themselves:

    - runs: one row per run, when it was begun and when it was finished;
    - run_parts: the seeds and rules a run was made of, and the rows it made;
    - inputs: what the last finished run was made of, and every run begun since;
    - marks: for which run each table was last written (see run_marks.sql);
    - future_rows: when rows that were refused as future may be used;
    - erased: salted hashes of the ids of people who were erased (see erased_people.sql).
#}

{% macro columns_of_run_state() %}
    {{ return({
        'runs': 'run_id varchar, run_number integer, begun_at timestamp, '
            ~ 'finished_at timestamp, is_whole boolean, as_of date, '
            ~ 'work varchar, seeds_hash varchar, code_version varchar, '
            ~ 'raw_rows bigint, rows_out bigint',
        'run_parts': 'run_number integer, kind varchar, name varchar, '
            ~ 'part_hash varchar, row_count bigint',
        'inputs': 'run_id varchar, kind varchar, name varchar, print varchar',
        'marks': 'relation varchar, run_id varchar',
        'future_rows': 'table_name varchar, raw_part varchar, dated_at timestamp',
        'erased': 'salt varchar, id_hash varchar, erased_on date',
    }) }}
{% endmacro %}

{# Before anything is built. #}
{% macro open_run_state() %}
    {% if execute %}
        {% for database in databases_with_marks() %}
            {% do adapter.create_schema(api.Relation.create(database=database, schema='run_state')) %}
            {% for name, columns in columns_of_run_state().items()
                if name == 'marks' or database == target.database %}
                {% do run_query(
                    'create table if not exists ' ~ run_state(name, database)
                    ~ ' (' ~ columns ~ ')'
                ) %}
            {% endfor %}
        {% endfor %}
        {% if flags.WHICH in ['build', 'run', 'seed'] %}
            {% do forget_what_is_old() %}
        {% endif %}
    {% endif %}
{% endmacro %}

{% macro run_state(name, database=none) %}
    {{ return(api.Relation.create(
        database=database or target.database, schema='run_state', identifier=name
    )) }}
{% endmacro %}

{# A table of the project, without being seen as a parent: hooks ask for it. #}
{% macro run_relation(name, schema='run') %}
    {{ return(api.Relation.create(
        database=target.database, schema=schema, identifier=name
    )) }}
{% endmacro %}

{# The run that tables are written for, as a SQL expression. #}
{% macro id_of_this_run() %}
    {{ return('(select run_id from ' ~ run_relation('run_scope') ~ ')') }}
{% endmacro %}

{# The first value a query gives, or none. #}
{% macro value_of(sql) %}
    {% set rows = run_query(sql).rows %}
    {{ return(rows[0][0] if rows else none) }}
{% endmacro %}

{#
    Before anything is built: what this invocation makes old. Seeds that it
    loads, all that is made of them, and, where it adds to the run there is
    instead of deciding a scope anew, that run, if its files or variables are
    others by now. (What a retry selects, dbt does not tell.)
#}
{% macro forget_what_is_old() %}
    {% set seeds, old = [], [] %}
    {% for unique_id in selected_resources if unique_id.startswith('seed.') %}
        {% do seeds.append(unique_id) %}
    {% endfor %}
    {% for node in graph.nodes.values() if seeds and is_table_of_rules(node)
        and (node.unique_id in selected_resources or is_made_of(node, seeds)) %}
        {% do old.append(node.name) %}
    {% endfor %}
    {% if flags.EMPTY %}
        {# Tables lose their rows: the next run makes everything anew. #}
        {% for database in databases_with_marks() %}
            {% do run_query('delete from ' ~ run_state('marks', database)) %}
        {% endfor %}
        {% do run_query('delete from ' ~ run_state('inputs')) %}
    {% elif seeds or ('model.lead_scoring.run_inputs' not in selected_resources
        and has_other_inputs()) %}
        {% do old.append('run_inputs') %}
    {% endif %}
    {% do unmark(old) %}
{% endmacro %}

{% macro is_made_of(node, seeds) %}
    {% for unique_id in node.depends_on.nodes %}
        {% if unique_id in seeds %}
            {{ return(true) }}
        {% elif is_followed(unique_id) and is_made_of(graph.nodes[unique_id], seeds) %}
            {{ return(true) }}
        {% endif %}
    {% endfor %}
    {{ return(false) }}
{% endmacro %}

{#
    Whether raw files or variables are others than the run began with. Edited
    models may be built one by one: the next run makes everything anew.
#}
{% macro has_other_inputs() %}
    {% if target.name == 'preview' or not load_relation(run_relation('run_scope')) %}
        {{ return(false) }}
    {% endif %}
    {% do run_query(
        "update " ~ run_state('inputs') ~ " set print = 'edited' where run_id = "
        ~ id_of_this_run() ~ " and kind = 'setting' and name = 'code' and print <> '"
        ~ print_of_code() ~ "'"
    ) %}
    {% set kinds = ['setting'] %}
    {% for table in raw_tables() %}
        {% do kinds.append(table.name) %}
    {% endfor %}
    {% set now = ['select table_name as kind, raw_part as name, print from '
        ~ run_relation('parts', 'raw')] %}
    {% for name, value in chosen_settings().items() %}
        {% do now.append("select 'setting', '" ~ name ~ "', '" ~ value ~ "'") %}
    {% endfor %}
    {{ return(value_of(
        "select count(*) from (" ~ now | join(' union all ') ~ ") as inputs_now "
        ~ "full outer join (select * from " ~ run_state('inputs')
        ~ " where run_id = " ~ id_of_this_run() ~ " and name <> 'code' and kind in ('"
        ~ kinds | join("', '") ~ "')) as inputs_then on inputs_now.kind = "
        ~ "inputs_then.kind and inputs_now.name = inputs_then.name "
        ~ "where inputs_now.print is distinct from inputs_then.print"
    ) > 0) }}
{% endmacro %}

{# What variables choose: another value, another run. #}
{% macro chosen_settings() %}
    {% set settings = {
        'as_of': (var('as_of') or '') | string | replace("'", "''"),
        'earliest_day': var('earliest_day') or '',
        'empty_words': empty_words() | join(','),
        'event_fields': var('event_fields') | join(','),
        'multi_value': var('multi_value') | tojson | replace("'", "''"),
        'default_audience': var('default_audience'),
        'day_zone': var('day_zone'),
        'identity': var('identity'),
        'loaded_at': var('loaded_at') | replace("'", "''"),
        'reasons_shown': var('reasons_shown'),
    } %}
    {# Of the events read before, nobody knows which were of the erased. #}
    {% set erased = erased_hashes() %}
    {% if erased %}
        {% do settings.update({'erased': local_md5(erased | join(','))}) %}
    {% endif %}
    {{ return(settings) }}
{% endmacro %}

{# Checksums of all models, the version of the project and of dbt. #}
{% macro print_of_code() %}
    {% set prints = [dbt_version, target.type, var('project_version')] %}
    {% if execute %}
        {% for node in graph.nodes.values() | sort(attribute='unique_id')
            if node.resource_type == 'model' and is_ours(node) %}
            {% do prints.append(node.checksum.checksum) %}
        {% endfor %}
    {% endif %}
    {{ return(local_md5(prints | join(' '))) }}
{% endmacro %}

{#
    The moment a run was begun, in all its invocations: what is future to one of
    its tables is future to all of them.
#}
{% macro run_began_at() %}
    {% if execute and load_relation(run_relation('run_scope')) %}
        {{ return(value_of(
            'select begun_at from ' ~ run_state('runs') ~ ' where run_id = '
            ~ id_of_this_run()
        ) or run_started_at) }}
    {% endif %}
    {{ return(run_started_at) }}
{% endmacro %}

{# When rows that were refused as future may be used. #}
{% macro note_future_rows(table, timestamp) %}
    delete from {{ run_state('future_rows') }}
    where table_name = '{{ table }}'
        and raw_part in (
            select name from {{ run_relation('run_inputs') }}
            where kind = '{{ table }}'
        );
    insert into {{ run_state('future_rows') }}
    select '{{ table }}', raw_part, min({{ timestamp }})
    from {{ this }}
    where own_rejection = 'future_timestamp'
    group by raw_part
{% endmacro %}
