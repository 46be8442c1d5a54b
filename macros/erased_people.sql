{#
    Who was erased (`leads.py erase`) stays out, though raw files may hold rows of
    them still: a row is not read where an id in it is one of theirs. Only salted
    hashes of their ids are kept.
#}
{% macro erased_hashes() %}
    {# Asked of the catalog: load_relation would begin a transaction in any operation. #}
    {% if not execute or not value_of(
        "select count(*) from information_schema.tables where table_schema = 'run_state' "
        ~ "and table_name = 'erased' and table_catalog = '" ~ target.database ~ "'"
    ) %}
        {{ return([]) }}
    {% endif %}
    {{ return(run_query(
        'select id_hash from ' ~ run_state('erased') ~ ' order by id_hash'
    ).columns[0].values() | list) }}
{% endmacro %}

{# The condition on rows of an export with these columns; empty if nobody was erased. #}
{% macro is_of_nobody_erased(names) %}
    {% set conditions = [] %}
    {% if erased_hashes() %}
        {% set salt = value_of('select max(salt) from ' ~ run_state('erased')) %}
        {% for name in ['contact_id', 'alias_id', 'anonymous_id'] if name in names %}
            {% do conditions.append(
                "coalesce(" ~ dbt.hash("'" ~ salt ~ "' || " ~ adapter.quote(name)) ~ ", '') not in "
                ~ "(select id_hash from run_state.erased)"
            ) %}
        {% endfor %}
    {% endif %}
    {{ return(conditions | join(' and ')) }}
{% endmacro %}
