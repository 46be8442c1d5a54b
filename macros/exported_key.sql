{#
    The key of whom a raw event names: its contact, else its visitor. An id of the one
    kind is never one of the other.
#}
{% macro exported_key() -%}
    case
        when {{ is_of_visitor() }} then {{ visitor_key('anonymous_id') }}
        else {{ text_hash("coalesce(contact_id, '')") }}
    end
{%- endmacro %}

{# True for an event without a contact, of an export that tells visitors apart. #}
{% macro is_of_visitor() -%}
    anonymous_id is not null and {{ is_blank('contact_id') }}
{%- endmacro %}

{% macro visitor_key(anonymous_id) -%}
    {{ texts_hash(["'visitor'", anonymous_id]) }}
{%- endmacro %}
