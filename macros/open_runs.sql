{# The tables that builds leave for the next one; see the source `runs`. #}
{% macro open_runs() %}
    {% do run_query('create schema if not exists runs') %}
    {% for name, columns in {
        'inputs': 'kind varchar, name varchar, fingerprint varchar',
        'new_parts': 'table_name varchar, raw_part varchar',
        'changed_models': 'scoring_model varchar',
        'last_as_of': 'as_of date',
    }.items() %}
        {% do run_query('create table if not exists runs.' ~ name ~ ' (' ~ columns ~ ')') %}
    {% endfor %}
{% endmacro %}
