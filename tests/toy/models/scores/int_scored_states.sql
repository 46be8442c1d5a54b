-- depends_on: {{ ref('contacts_this_run') }}
with

contact_states as (
    select contact_states.*
    from {{ ref('int_contact_states') }} as contact_states
    {% if is_incremental() %}
        inner join {{ ref('contacts_this_run') }} as contacts_this_run
            on contact_states.contact_key = contacts_this_run.contact_key
    {% endif %}
)

select * from contact_states
