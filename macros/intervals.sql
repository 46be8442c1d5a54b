{#
    Intervals of counted things. z is how many standard deviations an interval
    reaches either way (confidence_z of proof_levels.csv); null says nothing.
    1e0 makes a floating number of a count in every engine.
#}

{#
    An end of Wilson's score interval of a share (Wilson 1927), from 0 to 1 and
    sound also for small and extreme ones.
#}
{% macro wilson_low(part, whole, z) -%}
    {{ wilson_end(part, whole, z, '-') }}
{%- endmacro %}

{% macro wilson_high(part, whole, z) -%}
    {{ wilson_end(part, whole, z, '+') }}
{%- endmacro %}

{# Greatest and least pass over a null: it is asked for first. #}
{% macro wilson_end(part, whole, z, sign) -%}
    case
        when {{ z }} is not null and {{ whole }} > 0
            then cast(round(greatest(0, least(1,
                (
                    2e0 * {{ part }} + {{ z }} * {{ z }}
                    {{ sign }} {{ z }} * sqrt(
                        {{ z }} * {{ z }}
                        + 4e0 * {{ part }} * ({{ whole }} - {{ part }})
                        / {{ whole }}
                    )
                ) / (2e0 * ({{ whole }} + {{ z }} * {{ z }}))
            )), 6) as decimal(7, 6))
    end
{%- endmacro %}


{#
    The ends of an interval around a ratio of two rates, from the logarithm of
    the ratio and its variance.
#}
{% macro log_low(ratio, variance, z) -%}
    {{ log_end(ratio, variance, z, '-') }}
{%- endmacro %}

{% macro log_high(ratio, variance, z) -%}
    {{ log_end(ratio, variance, z, '+') }}
{%- endmacro %}

{% macro log_end(ratio, variance, z, sign) -%}
    cast(round(
        exp(ln({{ ratio }}) {{ sign }} {{ z }} * sqrt({{ variance }})), 4
    ) as decimal(18, 4))
{%- endmacro %}


{# A share to six places: conversions are rare. #}
{% macro rate(part, whole) -%}
    cast({{ ratio(part, whole, 6) }} as decimal(7, 6))
{%- endmacro %}
