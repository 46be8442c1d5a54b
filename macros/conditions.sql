{# The field that a row of a seed names as its first, second or third: '', _2, _3. #}
{% macro condition_field(rows, n, fields) -%}
    case {{ rows }}.field{{ n }}
        {%- for field in fields %}
        when '{{ field }}' then nullif(event_kinds.{{ field }}, '')
        {%- endfor %}
    end
{%- endmacro %}


{#
    True when each field that a row of a seed names is LIKE its pattern; what an
    event has not matches none. Expects int_event_kinds as event_kinds, where an
    absent field is an empty text.
#}
{% macro conditions_hold(rows, fields, in_any_case=false) -%}
    {%- for n in ['', '_2', '_3'] %}
    {%- set text, pattern = condition_field(rows, n, fields), rows ~ '.pattern' ~ n -%}
    {{ 'and ' if not loop.first }}(
        {{ rows }}.field{{ n }} is null
        or {{ is_like('lower(' ~ text ~ ')', 'lower(' ~ pattern ~ ')')
            if in_any_case else is_like(text, pattern) }}
    )
    {% endfor %}
{%- endmacro %}


{#
    ignored_events.csv. A row is known by its conditions: one more row above it
    changes nothing that is kept.
#}
{% macro keyed_ignored_events() -%}
    {%- set conditions = [
        'event_type', 'field', 'pattern', 'field_2', 'pattern_2', 'field_3',
        'pattern_3',
    ] -%}
    {{ typed_seed('ignored_events', also=[
        'row_number', texts_hash(conditions) ~ ' as ignoring_key'
    ]) }}
{%- endmacro %}
