-- depends_on: {{ ref('contacts_this_run') }}
-- depends_on: {{ ref('run_inputs') }}
with

scored_contacts as (
    select
        contact_key,
        model_key,
        created_on
    from {{ ref('int_scored_contacts') }}
),

pairs as (
    select scored_contacts.*
    from scored_contacts
    {% if not is_whole() %}
        left join {{ ref('contacts_this_run') }} as contacts
            on scored_contacts.contact_key = contacts.contact_key
        left join {{ ref('run_inputs') }} as edited_models
            on scored_contacts.model_key = edited_models.model_key
        where
            contacts.contact_key is not null
            or edited_models.model_key is not null
    {% endif %}
)

select * from pairs
