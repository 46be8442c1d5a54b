{#
    The one way in which a table that holds everybody is written in a run that is
    not whole: the rows that this run makes anew are deleted, then inserted.
    `meta.scope` of a model names its columns and the relation, or relations, that
    list their values in this run; `unique_key`, if any, replaces rows of the same key.
#}
{% macro get_incremental_replace_this_run_sql(arg_dict) %}
    {{- return(adapter.dispatch('replace_this_run', 'lead_scoring')(
        arg_dict.target_relation, arg_dict.temp_relation, arg_dict.dest_columns
    )) -}}
{% endmacro %}

{% macro default__replace_this_run(target_relation, temp_relation, dest_columns) %}
    {% set columns = dest_columns | map(attribute='quoted') | join(', ') %}
    {% set rows = rows_of_this_run(temp_relation) %}
    {% if rows %}
        delete from {{ target_relation }}
        where {{ rows }};
    {% endif %}
    insert into {{ target_relation }} ({{ columns }})
    select {{ columns }} from {{ temp_relation }}
{% endmacro %}

{% macro rows_of_this_run(temp_relation) -%}
    {%- set conditions = [] -%}
    {%- for column, relations in config.get('meta', {}).get('scope', {}).items() -%}
        {%- for relation in ([relations] if relations is string else relations) -%}
            {%- do conditions.append(
                column ~ ' in (select ' ~ column ~ ' from ' ~ ref(relation) ~ ')'
            ) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- if config.get('unique_key') -%}
        {%- do conditions.append(
            config.get('unique_key') ~ ' in (select ' ~ config.get('unique_key')
            ~ ' from ' ~ temp_relation ~ ')'
        ) -%}
    {%- endif -%}
    {{- conditions | join(' or ') -}}
{%- endmacro %}
