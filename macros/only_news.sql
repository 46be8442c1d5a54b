{#
    A build reads everything, or only what is new: the parts listed in
    runs.new_parts and the models in runs.changed_models, on top of the tables
    of the last finished build. Only scripts/leads.py asks for the second, and
    only when nothing but new parts or edited models has come: see
    docs/fast.md. A plain dbt build reads everything.
#}
{% macro only_news() -%}
    {{ return(env_var('LEADS_ONLY_NEWS', 'no') == 'yes') }}
{% endmacro %}


{# The condition that keeps raw rows of new parts, or of all parts. #}
{% macro is_news(table) -%}
    {%- if only_news() -%}
        raw_part in (
            select raw_part from {{ source('runs', 'new_parts') }}
            where table_name = '{{ table }}'
        )
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}


{# The condition that keeps the contacts whose facts have to be counted again. #}
{% macro is_recounted(contact_key) -%}
    {%- if only_news() -%}
        {{ contact_key }} in (
            select contact_key from {{ ref('int_changed_contacts') }}
        )
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}


{#
    The condition that keeps the scores that have to be computed again; `of` is
    the alias and point that stand before the columns, if any.
#}
{% macro is_rescored(of='') -%}
    {%- if only_news() -%}
        (
            {{ is_recounted(of ~ 'contact_key') }}
            or {{ of }}model_key in (
                select model_key from {{ ref('int_changed_models') }}
            )
        )
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}


{# Whether an edited model scores the attribute, perhaps for the first time. #}
{% macro is_named_anew(attribute) -%}
    {{ attribute }} in (
        select fit_rules.attribute
        from {{ ref('stg_fit_rules') }} as fit_rules
        inner join {{ source('runs', 'changed_models') }} as edited
            on fit_rules.scoring_model = edited.scoring_model
    )
{%- endmacro %}


{#
    The condition by which a test keeps to the contacts whose rows this build
    made: all of them, or those of the news; the others were tested before.
#}
{% macro is_rebuilt(contact_id) -%}
    {%- if only_news() -%}
        {{ contact_id }} in (
            select contact_keys.contact_id
            from {{ ref('stg_contact_keys') }} as contact_keys
            inner join {{ ref('int_rescored_contacts') }} as rescored_contacts
                on contact_keys.contact_key = rescored_contacts.contact_key
        )
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}
