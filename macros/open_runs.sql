{# The tables that are written outside of dbt; see the source `runs`. #}
{% macro open_runs() %}
    {% do run_query('create schema if not exists runs') %}
    {% for name, columns in {
        'inputs': 'kind varchar, name varchar, fingerprint varchar',
        'new_parts': 'table_name varchar, raw_part varchar',
        'gone_parts': 'table_name varchar, raw_part varchar',
        'replaced_tables': 'table_name varchar',
        'changed_models': 'scoring_model varchar',
        'kept_rules': 'rule_key integer',
        'gone_events': 'event_hash bigint, exported_key integer',
        'former_rows': 'table_name varchar, contact_key integer, accepted_row varchar',
        'former_survivors': 'exported_key integer, contact_key integer',
        'last_as_of': 'as_of date',
        'finished_runs': 'run_number integer, finished_at timestamp, as_of date, work varchar, seeds_hash varchar, code_version varchar, raw_rows bigint, rows_out bigint, seconds decimal(18, 3)',
        'finished_run_parts': 'run_number integer, kind varchar, name varchar, part_hash varchar, row_count bigint',
    }.items() %}
        {% do run_query('create table if not exists runs.' ~ name ~ ' (' ~ columns ~ ')') %}
    {% endfor %}
{% endmacro %}
