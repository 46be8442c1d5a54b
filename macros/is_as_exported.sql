{#
    Whether an attribute has no history of its own: it is what a contact is
    known by, or it follows from a day of birth, coordinates or deals.
    `contacts` is the alias of stg_contacts.
#}
{% macro is_as_exported(attribute, contacts) -%}
    (
        {{ attribute }} in (
            'contact_id', 'created_at', 'audience', 'birth_date', 'latitude',
            'longitude', 'open_deal', 'won_deal'
        )
        or ({{ attribute }} = 'age' and {{ contacts }}.birth_date is not null)
        or (
            {{ attribute }} = 'near_office'
            and {{ contacts }}.latitude is not null
            and {{ contacts }}.longitude is not null
        )
    )
{%- endmacro %}
