{# Schemas are called what the folders are called, in every target. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {%- if is_of_one_run(node) -%}
        scratch
    {%- else -%}
        {{ (custom_schema_name or target.schema) | trim }}
    {%- endif -%}
{%- endmacro %}

{% macro generate_database_name(custom_database_name=none, node=none) -%}
    {%- if custom_database_name -%}
        {{ custom_database_name | trim }}
    {%- elif node and is_of_one_run(node) -%}
        {{ scratch_database() }}
    {%- else -%}
        {{ target.database }}
    {%- endif -%}
{%- endmacro %}

{# The name tells: rows of one run, but those that say what the run is about. #}
{% macro is_of_one_run(node) %}
    {{ return(node.name.endswith('_this_run') and 'run' not in node.fqn[:-1]) }}
{% endmacro %}
