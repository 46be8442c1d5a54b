{# The day to score as of, if somebody chose one; null otherwise. #}
{% macro chosen_as_of() -%}
    {%- set day = (var('as_of') or '') | string -%}
    {%- if not day -%}
        cast(null as date)
    {%- elif modules.re.match('[0-9]{4}-[0-9]{2}-[0-9]{2}$', day) -%}
        cast('{{ day }}' as date)
    {%- else -%}
        {%- do exceptions.raise_compiler_error(
            "as_of is '" ~ day ~ "', which is not a day: write it like 2026-11-15."
        ) -%}
    {%- endif -%}
{%- endmacro %}
