{#
    True where an alias that was identified as several people belongs to each of
    them in turn, by the time of a row; false where the last one has all its rows.
#}
{% macro is_identified_by_time() -%}
    {%- set identity = var('identity') -%}
    {%- if identity not in ['last', 'by_time'] -%}
        {%- do exceptions.raise_compiler_error(
            "identity is '" ~ identity ~ "', which is neither last (all rows of an"
            ~ ' alias belong to whom it was identified as last) nor by_time (each'
            ~ ' row to whom it was at its own time): write one of the two.'
        ) -%}
    {%- endif -%}
    '{{ identity }}' = 'by_time'
{%- endmacro %}


{#
    The contact that has a row, and from when to when: `rows` has an exported_key
    and the time of the row itself. Of a contact that mergers left alone there is
    one span, 0.
#}
{% macro is_row_of(identities, rows, row_time) -%}
    {{ rows }}.exported_key = {{ identities }}.exported_key
    and {{ row_time }} >= {{ identities }}.rows_from
    and {{ row_time }} < {{ identities }}.rows_until
{%- endmacro %}


{#
    What holds from a day until another, cut to the span in which it is known: the
    columns known_from and known_until of `spans`, null where a contact has one only.
    An end that is null is open.
#}
{% macro span_from(from_on) -%}
    greatest({{ from_on }}, coalesce(spans.known_from, {{ from_on }}))
{%- endmacro %}

{% macro span_until(until_on) -%}
    nullif(
        least(
            coalesce({{ until_on }}, {{ end_of_time() }}),
            coalesce(spans.known_until, {{ end_of_time() }})
        ),
        {{ end_of_time() }}
    )
{%- endmacro %}

{% macro is_begun_by_merger(from_on) -%}
    coalesce({{ from_on }} < spans.known_from, false)
{%- endmacro %}

{% macro is_within_span(from_on, until_on) -%}
    (
        spans.known_from is null
        or (
            {{ from_on }} < spans.known_until
            and {{ 'true' if until_on == 'null' else 'coalesce(' ~ until_on ~ ' > spans.known_from, true)' }}
        )
    )
{%- endmacro %}
