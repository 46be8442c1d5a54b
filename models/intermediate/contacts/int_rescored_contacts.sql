-- Which contacts the points models work on, for which models: all of them, or
-- those that changed and everybody of a model that was edited.
with

scored_contacts as (
    select * from {{ ref('int_scored_contacts') }}
),

rescored_contacts as (
    select
        contact_key,
        model_key,
        created_on
    from scored_contacts
    where {{ is_rescored() }}
)

select * from rescored_contacts
