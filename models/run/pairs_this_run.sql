-- depends_on: {{ ref('contacts_this_run') }}
-- depends_on: {{ ref('models_this_run') }}
with

{% if not is_whole() %}
    contacts as (
        select contact_key from {{ ref('contacts_this_run') }}
    ),

    edited_models as (
        select model_key from {{ ref('models_this_run') }}
    ),
{% endif %}

scored_contacts as (
    select
        contact_key,
        model_key,
        created_on
    from {{ ref('int_scored_contacts') }}
),

pairs as (
    {% if is_whole() %}
        select * from scored_contacts
    {% else %}
        select scored_contacts.*
        from scored_contacts
        left join contacts
            on scored_contacts.contact_key = contacts.contact_key
        left join edited_models
            on scored_contacts.model_key = edited_models.model_key
        where
            contacts.contact_key is not null
            or edited_models.model_key is not null
    {% endif %}
)

select * from pairs
