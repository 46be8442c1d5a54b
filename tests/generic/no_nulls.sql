{#
    None of the columns is ever null: what a contract says of a table, for a
    view, in one pass over the contacts whose rows this build made.
#}
{% test no_nulls(model, columns) %}

select
    {{ columns | join(', ') }}
from {{ model }}
where
    {{ is_of_this_run('contact_id') }}
    and (
        {% for column in columns %}
            {{ 'or ' if not loop.first }}{{ column }} is null
        {% endfor %}
    )

{% endtest %}
