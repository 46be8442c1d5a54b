{#
    True when a value is in a band of fit_points.csv: equal to its text, in any
    case, or a number within its edges. `read_value` has attribute_value and
    numeric_value (null when it is no number).
#}
{% macro is_in_band(read_value, band) -%}
    (
        lower({{ read_value }}.attribute_value) = {{ band }}.equals
        or (
            {{ band }}.equals is null
            and {{ read_value }}.numeric_value is not null
            and {{ read_value }}.numeric_value
            >= coalesce({{ band }}.at_least, {{ read_value }}.numeric_value)
            and (
                {{ band }}.below is null
                or {{ read_value }}.numeric_value < {{ band }}.below
            )
        )
    )
{%- endmacro %}
