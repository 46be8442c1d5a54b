{#
    Each table is marked with the run it was last written for, in the same
    transaction and in the same database. A table is written only while all it
    reads is marked for the run it is written for: rows of two runs would be
    mixed otherwise, and some be lost in silence. Tables made of nothing but
    seeds (models/rules) belong to no run and are marked `rules`.
#}

{# On DuckDB the tables of one run are in a file of their own, never published. #}
{% macro scratch_database() %}
    {{ return(
        var('scratch_database', 'scratch') if target.type == 'duckdb'
        else target.database
    ) }}
{% endmacro %}

{% macro databases_with_marks() %}
    {{ return([target.database, scratch_database()] | unique | list) }}
{% endmacro %}

{% macro is_ours(node) %}
    {{ return(node.package_name == 'lead_scoring') }}
{% endmacro %}

{% macro is_of_a_run(node) %}
    {{ return(
        node.resource_type == 'model'
        and is_ours(node)
        and node.fqn[1] in [
            'rules', 'run', 'staging', 'facts', 'scores', 'marts',
            'reports',
        ]
        and (target.name != 'preview' or node.fqn[1] not in ['staging', 'facts'])
    ) }}
{% endmacro %}

{% macro is_table_of_a_run(node) %}
    {{ return(is_of_a_run(node) and node.config.materialized in ['table', 'incremental']) }}
{% endmacro %}

{% macro is_table_of_rules(node) %}
    {{ return(node.fqn[1] == 'rules' and is_table_of_a_run(node)) }}
{% endmacro %}

{# The models whose tables make a run: it is finished when all are written. #}
{% macro tables_of_a_run() %}
    {% set tables = [] %}
    {% for node in graph.nodes.values() if is_table_of_a_run(node)
        and not is_table_of_rules(node) and node.name != 'run_inputs' %}
        {% do tables.append(node) %}
    {% endfor %}
    {{ return(tables) }}
{% endmacro %}

{#
    A parent that may have tables of a run behind it. Checks of seeds hold no rows,
    and what an evaluation finds says nothing about the run that it looks at.
#}
{% macro is_followed(unique_id) %}
    {{ return(
        unique_id in graph.nodes
        and graph.nodes[unique_id].fqn[1] not in ['checks', 'evaluation']
    ) }}
{% endmacro %}

{# What a model or a test reads, views looked through. #}
{% macro tables_behind(node) %}
    {% set tables = [] %}
    {% for unique_id in node.depends_on.nodes if is_followed(unique_id) %}
        {% set parent = graph.nodes[unique_id] %}
        {% if is_table_of_a_run(parent) %}
            {% do tables.append(parent.name) %}
        {% else %}
            {% do tables.extend(tables_behind(parent)) %}
        {% endif %}
    {% endfor %}
    {{ return(tables | unique | list) }}
{% endmacro %}

{# Before a table is written. #}
{% macro fits_this_run() %}
    {% if execute and not flags.EMPTY and is_table_of_a_run(model) %}
        {% set needed = tables_behind(model) %}
        {% if not is_table_of_rules(model) and model.name not in ['run_inputs', 'run_scope'] %}
            {% do needed.extend(['run_inputs', 'run_scope']) %}
        {% endif %}
        {% set marked = marked_tables(model.name == 'run_scope') if needed else [] %}
        {% set missing = needed | unique | reject('in', marked) | list %}
        {% if 'run_inputs' in missing %}
            {% do refuse_selection('raw files, seeds or variables have changed since this run began') %}
        {% elif missing %}
            {% do refuse_selection('it reads tables that are not of this run: ' ~ missing | join(', ')) %}
        {% elif config.get('incremental_strategy') == 'replace_this_run' and not is_whole() %}
            {% if not load_relation(this) %}
                {% do refuse_selection('it is gone, and this run makes only some of its rows') %}
            {% elif flags.FULL_REFRESH %}
                {% do log(model.name ~ ' keeps its rows: only a run is made anew, as a whole, '
                    ~ 'by dbt build --full-refresh', info=true) %}
            {% endif %}
        {% endif %}
    {% endif %}
{% endmacro %}

{% macro refuse_selection(why) %}
    {% do exceptions.raise_compiler_error(
        model.name ~ ' cannot be built by itself: ' ~ why
        ~ '. Build it with all it is made of: dbt build --select +' ~ model.name
    ) %}
{% endmacro %}

{#
    The tables that are of this run: the run of run_scope or, before that is
    written, the run that run_inputs was marked for.
#}
{% macro marked_tables(before_run_scope=false) %}
    {% set marks = [] %}
    {% for database in databases_with_marks() %}
        {% do marks.append('select relation, run_id from ' ~ run_state('marks', database)) %}
    {% endfor %}
    {% set run_ids = ["'rules'"] %}
    {% if before_run_scope %}
        {% do run_ids.append("(select run_id from " ~ run_state('marks') ~ " where relation = 'run_inputs')") %}
    {% elif load_relation(run_relation('run_scope')) %}
        {% do run_ids.append(id_of_this_run()) %}
    {% endif %}
    {{ return(run_query(
        'select relation from (' ~ marks | join(' union all ')
        ~ ') as marks where run_id in (' ~ run_ids | join(', ') ~ ')'
    ).columns[0].values() | list) }}
{% endmacro %}

{#
    After a table is written, in the same transaction; run_scope later, when the
    views that it decides about are made.
#}
{% macro note_this_run() %}
    {% if execute and is_table_of_a_run(model) and model.name != 'run_scope' %}
        {{ mark() }}
    {% endif %}
{% endmacro %}

{% macro mark() %}
    {% if not flags.EMPTY %}
        {% set marks = run_state('marks', model.database if model.database == scratch_database() else none) %}
        delete from {{ marks }} where relation = '{{ model.name }}';
        insert into {{ marks }}
        select
            '{{ model.name }}',
            {% if is_table_of_rules(model) %} 'rules'
            {% elif model.name == 'run_inputs' %} '{{ invocation_id }}'
            {% else %} {{ id_of_this_run() }}
            {% endif %}
    {% endif %}
{% endmacro %}

{% macro unmark(names) %}
    {% for database in databases_with_marks() if names %}
        {% do run_query(
            "delete from " ~ run_state('marks', database)
            ~ " where relation in ('" ~ names | join("', '") ~ "')"
        ) %}
    {% endfor %}
{% endmacro %}
