{#
    The columns together name one row, and none of them is null. A table that
    only grows by the rows of a run is tested on these: `by_contact` where it has
    a contact_id, `by_key` contact or pair where it has keys.
#}
{% test unique_key(model, columns, by_contact=false, by_key=none) %}

select
    {{ columns | join(', ') }},
    count(*) as rows_of_key
from {{ model }}
where
    {% if by_contact %}
        {{ is_of_this_run('contact_id') }}
    {% elif by_key == 'pair' %}
        {{ is_pair_of_this_run() }}
    {% elif by_key == 'contact' %}
        {{ is_contact_of_this_run() }}
    {% else %}
        true
    {% endif %}
group by {{ columns | join(', ') }}
having
    count(*) > 1
    {% for column in columns %}
        or {{ column }} is null
    {% endfor %}

{% endtest %}
