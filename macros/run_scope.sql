{# Whether a run is whole, and what is in its scope: decided once, by run_scope. #}

{# True when there is nothing to add to, or everything was asked for. #}
{% macro starts_whole() %}
    {% if not execute or flags.FULL_REFRESH %}
        {{ return(true) }}
    {% endif %}
    {% for node in tables_of_a_run()
        if node.config.materialized == 'incremental' or node.name == 'contacts_this_run' %}
        {% if not load_relation(api.Relation.create(
            database=node.database, schema=node.schema, identifier=node.alias
        )) %}
            {{ return(true) }}
        {% endif %}
    {% endfor %}
    {{ return(false) }}
{% endmacro %}

{#
    True while every table is made anew. Models know it as `not is_incremental()`,
    and only those that read what an earlier run left behind ask for more.
#}
{% macro is_whole() %}
    {% if not execute or flags.EMPTY or not load_relation(run_relation('run_scope')) %}
        {{ return(true) }}
    {% endif %}
    {{ return(value_of('select is_whole from ' ~ run_relation('run_scope')) is not false) }}
{% endmacro %}

{% macro should_full_refresh() %}
    {% if config.get('incremental_strategy') == 'replace_this_run' %}
        {{ return(is_whole()) }}
    {% endif %}
    {% set asked = config.get('full_refresh') %}
    {{ return(flags.FULL_REFRESH if asked is none else asked) }}
{% endmacro %}

{# The files of events that are new, or have rows that were refused as future. #}
{% macro events_in_scope() %}
    {{ return(
        "select name from " ~ run_relation('run_inputs')
        ~ " where kind = 'events' and is_in_scope and print is not null"
    ) }}
{% endmacro %}

{# After run_scope is written. #}
{% macro open_events_of_this_run() %}
    {% if execute %}
        {% do open_parts('events_this_run', 'events', events_in_scope()) %}
        {{ mark() }}
    {% endif %}
{% endmacro %}

{# The same files, and those with another row of an id in them. #}
{% macro open_doubtful_parts() %}
    {% do open_parts(
        'doubtful_parts_this_run', 'events',
        events_in_scope() ~ ' union select raw_part from '
        ~ ref('repeated_hashes_this_run')
    ) %}
{% endmacro %}

{#
    The condition by which a test keeps to the rows this run made; the others were
    tested before. `contact_id` is a column or expression.
#}
{% macro is_of_this_run(contact_id) -%}
    {%- set contacts, pairs = ref('stg_contacts'), ref('pairs_this_run') -%}
    {%- if is_whole() -%}
        true
    {%- else -%}
        {{ contact_id }} in (
            select contacts.contact_id
            from {{ contacts }} as contacts
            inner join {{ pairs }} as pairs
                on contacts.contact_key = pairs.contact_key
        )
    {%- endif -%}
{%- endmacro %}

{# The same for tables by key; `of` is the alias before the columns, if any. #}
{% macro is_pair_of_this_run(of='') -%}
    {%- set pairs = ref('pairs_this_run') -%}
    {%- if is_whole() -%}
        true
    {%- else -%}
        ({{ of }}contact_key, {{ of }}model_key) in (
            select
                pairs.contact_key,
                pairs.model_key
            from {{ pairs }} as pairs
        )
    {%- endif -%}
{%- endmacro %}

{# The same for facts of contacts, whether a model scores them or not. #}
{% macro is_contact_of_this_run() -%}
    {%- set contacts = ref('contacts_this_run') -%}
    {%- if is_whole() -%}
        true
    {%- else -%}
        contact_key in (
            select contacts.contact_key
            from {{ contacts }} as contacts
        )
    {%- endif -%}
{%- endmacro %}
