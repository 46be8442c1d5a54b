{# Before a table is added to: take away what is counted again. #}
{% macro forget_recounted() -%}
    {%- if only_news() -%}
        delete from {{ this }}
        where {{ is_recounted('contact_key') }}
    {%- endif -%}
{%- endmacro %}


{# The same for scores, which an edited model changes for everybody. #}
{% macro forget_rescored() -%}
    {%- if only_news() -%}
        delete from {{ this }}
        where {{ is_rescored() }}
    {%- endif -%}
{%- endmacro %}


{# The same for events that share an id with a new one. #}
{% macro forget_doubted() -%}
    {%- if only_news() -%}
        delete from {{ this }}
        where event_hash in (
            select event_hash from {{ ref('stg_events_read') }}
            where {{ is_doubted_anew() }}
        )
    {%- endif -%}
{%- endmacro %}


{#
    The condition that keeps events that have not been asked whether they are
    doubtful: new ones, and those whose contact is no contact any more.
#}
{% macro is_doubted_anew() -%}
    {%- if only_news() -%}
        (
            {{ is_news('events') }}
            or exported_key in (
                select former.exported_key
                from {{ source('runs', 'former_survivors') }} as former
                left join {{ ref('stg_contact_survivors') }} as survivors
                    on former.exported_key = survivors.exported_key
                where survivors.exported_key is null
            )
        )
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}
