{% set components = ['behaviour', 'fit', 'rfm'] %}

with

handovers as (
    select * from {{ ref('int_threshold_handovers') }}
),

evidence_cuts as (
    select * from {{ ref('int_cut_days') }}
    where is_evidence_cut
),

observations as (
    select * from {{ ref('int_observations') }}
    where standing = 'judged'
),

observed_points as (
    select
        observations.model_key,
        observations.has_converted,
        case handovers.component
            {% for component in components %}
                when '{{ component }}' then observations.{{ component }}_points
            {% endfor %}
            else observations.total_points
        end as points
    from observations
    inner join evidence_cuts
        on
            observations.model_key = evidence_cuts.model_key
            and observations.cut_on = evidence_cuts.cut_on
    inner join handovers
        on observations.model_key = handovers.model_key
),

outcomes as (
    select
        model_key,
        points,
        count(*) as contacts,
        count(case when has_converted then 1 end) as converted
    from observed_points
    group by
        model_key,
        points
)

select * from outcomes
