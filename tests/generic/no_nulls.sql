{#
    None of the columns is ever null: what a contract says of a table, for a
    view, in one pass.
#}
{% test no_nulls(model, columns) %}

select
    {{ columns | join(', ') }}
from {{ model }}
where
    {% for column in columns %}
        {{ 'or ' if not loop.first }}{{ column }} is null
    {% endfor %}

{% endtest %}
