{#
    The columns together name one row, and none of them is null. A table that only
    grows by the rows of a run is tested on these: `by_key` says whether it has
    keys of contacts or of pairs.
#}
{% test unique_key(model, columns, by_key=none) %}

select
    {{ columns | join(', ') }},
    count(*) as rows_of_key
from {{ model }}
where
    {% if by_key == 'pair' %}
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
