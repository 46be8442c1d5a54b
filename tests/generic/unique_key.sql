{#
    The columns together name one row, and none of them is null. A table with a
    contact_id that only grows by contacts may be tested `by_contact`.
#}
{% test unique_key(model, columns, by_contact=false) %}

select
    {{ columns | join(', ') }},
    count(*) as rows_of_key
from {{ model }}
where {{ is_rebuilt('contact_id') if by_contact else 'true' }}
group by {{ columns | join(', ') }}
having
    count(*) > 1
    {% for column in columns %}
        or {{ column }} is null
    {% endfor %}

{% endtest %}
