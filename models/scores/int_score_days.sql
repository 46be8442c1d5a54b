-- depends_on: {{ ref('contacts_this_run') }}
-- depends_on: {{ ref('run_inputs') }}
-- Few different scores occur, however many contacts there are: each gets its
-- label once.
{% set components = ['behaviour', 'fit', 'rfm', 'total'] %}
with

score_days as (
    select * from {{ ref('score_days_this_run') }}
),

conditions as (
    select * from {{ ref('int_label_conditions') }}
),

states as (
    select distinct
        model_key,
        {% for component in components %}
            {{ component }}_points,
        {% endfor %}
        rule_flags
    from score_days
),

held_alternatives as (
    select
        states.*,
        conditions.label_rank
    from states
    inner join conditions
        on states.model_key = conditions.model_key
    group by
        states.model_key,
        {% for component in components %}
            states.{{ component }}_points,
        {% endfor %}
        states.rule_flags,
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

labelled_states as (
    select
        model_key,
        {% for component in components %}
            {{ component }}_points,
        {% endfor %}
        rule_flags,
        max(label_rank) as label_rank
    from held_alternatives
    group by
        model_key,
        {% for component in components %}
            {{ component }}_points,
        {% endfor %}
        rule_flags
),

labelled_days as (
    select
        score_days.*,
        coalesce(labelled_states.label_rank, 0) as label_rank
    from score_days
    left join labelled_states
        on
            score_days.model_key = labelled_states.model_key
            {% for component in components %}
                and score_days.{{ component }}_points
                = labelled_states.{{ component }}_points
            {% endfor %}
            and score_days.rule_flags = labelled_states.rule_flags
)

select * from labelled_days
