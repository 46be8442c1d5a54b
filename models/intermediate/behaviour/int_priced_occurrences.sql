with

occurrences as (
    select * from {{ ref('int_occurrences') }}
),

point_rules as (
    select * from {{ ref('stg_point_rules') }}
),

scored_contacts as (
    select * from {{ ref('int_scored_contacts') }}
),

priced_occurrences as (
    select
        occurrences.contact_id,
        point_rules.scoring_model,
        occurrences.behaviour,
        occurrences.occurred_on,
        occurrences.occurrences,
        {{ days_between('occurrences.occurred_on', 'occurrences.stops_on') }}
            as counts_for_days,
        coalesce(point_rules.decay_curve, '') as decay_curve
    from occurrences
    inner join point_rules
        on occurrences.behaviour = point_rules.behaviour
    inner join scored_contacts
        on
            occurrences.contact_id = scored_contacts.contact_id
            and point_rules.scoring_model = scored_contacts.scoring_model
)

select * from priced_occurrences
