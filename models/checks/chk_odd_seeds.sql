-- Odd but legal: behaviours that nothing matches or nobody prices, a row that
-- ignores most events or none, tiers that their own max takes back, attributes that no
-- contact has, exclusions that fit nobody, and promises about leads that sales does
-- not get. Whoever hands over later, or to nobody, for a while, need not rewrite
-- the agreement.
with

behaviours as (
    {{ typed_seed('behaviours', also=['row_number']) }}
),

point_grid as (
    {{ typed_seed('point_grid', also=['row_number']) }}
),

fit_points as (
    {{ typed_seed('fit_points', also=['row_number']) }}
),

exclusions as (
    {{ typed_seed('exclusions', also=['row_number']) }}
),

known_attributes as (
    select distinct attribute from {{ ref('int_contact_attributes') }}
),

matched_behaviours as (
    select distinct named_behaviours.behaviour
    from {{ ref('int_group_behaviours') }} as group_behaviours
    inner join {{ ref('int_behaviours') }} as named_behaviours
        on
            group_behaviours.behaviour_key = named_behaviours.behaviour_key
    inner join {{ ref('int_accepted_counts') }} as accepted
        on group_behaviours.kind_group = accepted.kind_group
),

first_rows as (
    select
        behaviour,
        min(row_number) as row_number
    from behaviours
    group by behaviour
),

used_behaviours as (
    select behaviour from point_grid
    union
    select reset_by as behaviour from behaviours
    union
    select field as behaviour from exclusions
),

cut_off_rows as (
    select distinct
        scoring_model,
        behaviour
    from {{ ref('int_point_tiers') }}
    where points <> written_points
),

named_attributes as (
    select
        'fit_points.csv' as file_name,
        'attribute' as cell,
        attribute,
        min(row_number) as row_number
    from fit_points
    group by attribute
),

-- Whom a rule is to protect is called meanwhile.
idle_exclusions as (
    select exclusions.*
    from exclusions
    left join {{ ref('int_exclusions') }} as matches
        on exclusions.row_number = matches.priority
    where matches.priority is null
),

service_levels as (
    {{ typed_seed('service_levels', also=['row_number']) }}
),

labels as (
    select * from {{ ref('int_labels') }}
),

handed_over as (
    select
        scoring_models.audience,
        labels.label
    from {{ ref('stg_scoring_models') }} as scoring_models
    inner join labels as handover
        on
            scoring_models.model_key = handover.model_key
            and scoring_models.handover_label = handover.label
    inner join labels
        on
            handover.model_key = labels.model_key
            and handover.label_rank <= labels.label_rank
    where scoring_models.is_primary
),

ignored_events as (
    {{ keyed_ignored_events() }}
),

ignored_groups as (
    select distinct
        kind_group,
        ',' || ignoring_keys || ',' as ignoring_keys
    from {{ ref('int_kind_groups') }}
    where ignoring_keys is not null
),

event_counts as (
    select
        kind_group,
        events,
        sum(events) over () as all_events
    from {{ ref('int_event_counts') }}
),

greedy_rows as (
    select
        ignored_events.row_number,
        sum(event_counts.events) as events,
        max(event_counts.all_events) as all_events
    from event_counts
    inner join ignored_groups
        on event_counts.kind_group = ignored_groups.kind_group
    inner join ignored_events
        on
            ignored_groups.ignoring_keys
            like '%,' || ignored_events.ignoring_key || ',%'
    group by ignored_events.row_number
    having sum(event_counts.events) * 2 > max(event_counts.all_events)
),

-- What it is to keep out counts meanwhile.
idle_rows as (
    select ignored_events.row_number
    from ignored_events
    left join ignored_groups
        on
            ignored_groups.ignoring_keys
            like '%,' || ignored_events.ignoring_key || ',%'
    left join event_counts
        on ignored_groups.kind_group = event_counts.kind_group
    group by ignored_events.row_number
    having count(event_counts.kind_group) = 0
),

problems as (
    {{ seed_problem(
        'behaviours', 'pattern',
        'no event has matched {behaviour} yet; see whether the event type '
        ~ 'and the pattern are spelt as in the export'
    ) }}
    from first_rows
    where
        behaviour not in (
            select matched_behaviours.behaviour from matched_behaviours
        )
    union all
    {{ seed_problem(
        'behaviours', 'behaviour',
        'no model gives points for {first_rows.behaviour}; '
        ~ 'add a row to point_grid.csv or drop it'
    ) }}
    from first_rows
    left join used_behaviours
        on first_rows.behaviour = used_behaviours.behaviour
    where used_behaviours.behaviour is null
    union all
    {{ seed_problem(
        'ignored_events', 'reason',
        'this row ignores {events} of {all_events} events; see whether it says '
        ~ 'more than it should'
    ) }}
    from greedy_rows
    union all
    {{ seed_problem(
        'ignored_events', 'reason',
        'no event fits this row; see whether event types, fields and patterns are '
        ~ 'spelt as in the export'
    ) }}
    from idle_rows
    union all
    {{ seed_problem(
        'point_grid', 'max',
        'cuts off a tier of this row; raise max or lower the tier'
    ) }}
    from point_grid
    inner join cut_off_rows
        on
            point_grid.scoring_model = cut_off_rows.scoring_model
            and point_grid.behaviour = cut_off_rows.behaviour
    union all
    select
        file_name,
        row_number,
        cell,
        {{ sentence(
            'no contact has a value of {attribute}; see whether the column is '
            ~ 'spelt as in the export'
        ) }} as problem
    from named_attributes
    where
        attribute not in (
            select known_attributes.attribute from known_attributes
        )
    union all
    {{ seed_problem(
        'exclusions', 'field',
        "keeps nobody from sales: no contact's {field} fits; see whether it is "
        ~ 'spelt as in the export'
    ) }}
    from idle_exclusions
    union all
    {{ seed_problem(
        'service_levels', 'label',
        "'{service_levels.label}' is not handed to sales by the primary model "
        ~ 'of this audience (scoring_models.csv), so the promise is about '
        ~ 'nobody; name its handover label or one above'
    ) }}
    from service_levels
    left join handed_over
        on
            handed_over.audience in ('all', service_levels.audience)
            and service_levels.label = handed_over.label
    where handed_over.label is null
)

select * from problems
