-- depends_on: {{ ref('contacts_this_run') }}
-- What each contact looked like when it was last scored; contacts_this_run holds
-- the next run against it.
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
