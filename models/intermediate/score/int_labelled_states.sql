-- Few different scores occur, however many contacts there are: each gets its
-- label once.
{% set components = ['behaviour', 'fit', 'rfm', 'total'] %}

with

states as (
    select distinct
        model_key,
        behaviour_points,
        fit_points,
        rfm_points,
        total_points,
        rule_flags
    from {{ ref('int_running_scores') }}
),

conditions as (
    select * from {{ ref('int_label_conditions') }}
),

labels as (
    select * from {{ ref('int_labels') }}
),

numbered_states as (
    select
        *,
        row_number() over () as state_id
    from states
),

held_alternatives as (
    select
        states.state_id,
        conditions.label_rank
    from numbered_states as states
    inner join conditions
        on states.model_key = conditions.model_key
    group by
        states.state_id,
        conditions.label_rank,
        conditions.alternative
    having
        min(case
            {% for component in components %}
                when
                    conditions.measure = '{{ component }}'
                    and states.{{ component }}_points < conditions.at_least
                    then 0
            {% endfor %}
            when
                conditions.is_rule
                and states.rule_flags & conditions.flag = 0
                then 0
            else 1
        end) = 1
),

state_ranks as (
    select
        states.state_id,
        coalesce(max(held_alternatives.label_rank), 0) as label_rank
    from numbered_states as states
    left join held_alternatives
        on states.state_id = held_alternatives.state_id
    group by states.state_id
),

labelled_states as (
    select
        states.*,
        labels.label,
        labels.label_rank,
        labels.next_action
    from numbered_states as states
    inner join state_ranks
        on states.state_id = state_ranks.state_id
    inner join labels
        on
            states.model_key = labels.model_key
            and state_ranks.label_rank = labels.label_rank
)

select * from labelled_states
