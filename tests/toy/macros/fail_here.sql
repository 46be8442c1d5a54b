{# The model that a test wants to fail does, when its rows are written. #}
{% macro fail_here(when) %}
    {% if execute and model.name == var(when) %}
        {% do exceptions.raise_compiler_error('told to fail') %}
    {% endif %}
{% endmacro %}
