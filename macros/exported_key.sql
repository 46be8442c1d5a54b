{#
    The key of whom a raw event names: its contact, else its visitor. An id of the one
    kind is never one of the other.
#}
{% macro exported_key(of='') -%}
    case
        when {{ is_of_visitor(of) }} then {{ visitor_key(of ~ 'anonymous_id') }}
        else {{ text_hash("coalesce(" ~ of ~ "contact_id, '')") }}
    end
{%- endmacro %}

{# True for an event without a contact, of an export that tells visitors apart. #}
{% macro is_of_visitor(of='') -%}
    {{ of }}anonymous_id is not null and {{ is_blank(of ~ 'contact_id') }}
{%- endmacro %}

{% macro visitor_key(anonymous_id) -%}
    {{ texts_hash(["'visitor'", anonymous_id]) }}
{%- endmacro %}
