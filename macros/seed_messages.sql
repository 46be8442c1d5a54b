{#
    Stops the build with one sentence per problem. Runs after seed_errors,
    before anything public is built.
#}
{% macro stop_on_seed_errors() %}
    {% if execute %}
        {% set problems = run_query(
            'select file_name, row_number, cell, problem from ' ~ this
            ~ ' order by file_name, row_number, cell, problem'
        ) %}
        {% set sentences = [] %}
        {% for problem in problems.rows %}
            {% do sentences.append(seed_sentence(problem)) %}
        {% endfor %}
        {% if sentences %}
            {% do exceptions.raise_compiler_error(
                'The scoring cannot be built from these seeds:\n' ~ (sentences | join('\n'))
            ) %}
        {% endif %}
    {% endif %}
{% endmacro %}

{# Says what is odd but legal, and goes on. #}
{% macro warn_of_oddities() %}
    {% if execute %}
        {% for problem in run_query(
            'select file_name, row_number, cell, problem from ' ~ this
            ~ ' order by file_name, row_number, cell, problem'
        ).rows %}
            {% do exceptions.warn(seed_sentence(problem)) %}
        {% endfor %}
    {% endif %}
{% endmacro %}

{% macro seed_sentence(problem) -%}
    {{ problem[0] }}
    {%- if problem[1] is not none %}, row {{ problem[1] }}{% endif %}
    {%- if problem[2] %}, cell {{ problem[2] }}{% endif %}: {{ problem[3] }}
{%- endmacro %}
