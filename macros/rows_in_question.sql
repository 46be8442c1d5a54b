{#
    The rows to judge, as the CTE `read_rows`: the CTE `new_rows`, and in a
    build of the news the older rows of their ids, and of ids whose contact may
    only now be known. `columns` are those of new_rows.
#}
{% macro rows_in_question(id, columns) %}
{% if only_news() %}
ids_in_question as (
    select {{ id }} from new_rows
    union
    select {{ id }} from {{ this }}
    where rejection_reason = 'unknown_contact'
),

{% endif %}
read_rows as (
    select {{ columns | join(', ') }} from new_rows
    {% if only_news() %}
        union all
        select {{ columns | join(', ') }} from {{ this }}
        where {{ id }} in (
            select ids_in_question.{{ id }} from ids_in_question
        )
    {% endif %}
)
{%- endmacro %}
