{#
    What the cells of every seed must be. chk_cells and chk_repeated_rows refuse
    what is otherwise, typed_seed() reads the cells accordingly. It stands here
    and not as `meta` beside the columns in seeds/, because dbt does not show
    a unit test the graph, so a model made from `meta` could not have one.

    A column may have
      required    true where no cell may be empty
      type        how it is read: text (unless said; outer blanks are typing
                  accidents), word (text without regard to case),
                  pattern (what is_like() reads, its blanks included),
                  name (text without a comma, for names travel in lists),
                  number, number_or_journey, whole_number, yes_no, latitude,
                  longitude, kilometres, time_of_day, time_zone
      one_of      the words allowed
      hint        what to say after them
      references  seed.column that has the value in some row
      limits      bounds (at_least, at_most, above, is_whole), and what to say
                  otherwise
      default     what an empty cell stands for
      called      its name once it is read
    and a seed the keys that no two rows share. Every seed has `why`, never
    empty, as the last column.
#}
{% macro seed_columns() -%}
    {%- set columns %}
assets:
    keys: [[asset]]
    columns:
        asset: {required: true}
        velocity: {required: true, type: word, one_of: [low, high], called: asset_velocity}
        content_stage: {type: word, one_of: [tofu, mofu, bofu]}
behaviours:
    columns:
        behaviour: {required: true, type: name}
        kind: {required: true, type: word, one_of: [implicit, negative]}
        event_type: {required: true}
        field: &told_field
            type: word
            one_of: {{ var('event_fields') + ['asset_velocity', 'content_stage'] }}
            hint: &event_fields "; further columns of events are listed in event_fields (dbt_project.yml)"
        pattern: {type: pattern}
        field_2: *told_field
        pattern_2: {type: pattern}
        field_3: *told_field
        pattern_3: {type: pattern}
        count_by: {type: word, one_of: [event, day], default: event}
        repeat_minutes:
            type: whole_number
            limits: [{at_least: 1, otherwise: is below 1; leave it empty where every time counts}]
        reset_by: {references: behaviours.behaviour}
        is_urgent: &yes_no {required: true, type: yes_no, one_of: ['yes', 'no']}
deal_stages:
    keys: [[stage]]
    columns:
        stage: {required: true, type: word}
        counts_as: {required: true, type: word, one_of: [open, won, lost, nothing]}
decay_curves:
    keys: [[decay_curve, age_days]]
    columns:
        decay_curve: {required: true}
        age_days:
            required: true
            type: whole_number
            # Ledger rows are dated ahead by these days; a century is far enough.
            limits: [{at_most: 36500, otherwise: is more than a century; take the row out}]
        remaining:
            required: true
            type: number
            limits: [{at_least: 0, at_most: 1, otherwise: lies outside 0 to 1; half is written 0.5}]
        counts_from: {type: word, one_of: [occurrence, last_activity], default: occurrence}
exclusions:
    columns:
        reason: {required: true}
        field: {required: true}
        pattern: {type: pattern}
        at_least: {type: number}
        below: {type: number}
fit_points:
    keys: [[scoring_model, attribute, equals]]
    columns:
        scoring_model: {required: true, references: scoring_models.scoring_model}
        attribute: {required: true, type: word}
        kind: {required: true, type: word, one_of: [explicit, negative]}
        equals: {type: word}
        at_least: {type: number}
        below: {type: number}
        points: {required: true, type: number}
ignored_events:
    columns:
        reason: {required: true}
        event_type: {}
        field: &event_field {type: word, one_of: {{ var('event_fields') }}, hint: *event_fields}
        pattern: {type: pattern}
        field_2: *event_field
        pattern_2: {type: pattern}
        field_3: *event_field
        pattern_3: {type: pattern}
journey_steps:
    keys: [[scoring_model, step_order], [scoring_model, behaviour]]
    columns:
        scoring_model: {required: true, references: scoring_models.scoring_model}
        step_order: {required: true, type: whole_number}
        behaviour: {required: true, references: behaviours.behaviour}
labels:
    columns:
        scoring_model: {required: true, references: scoring_models.scoring_model}
        label: {required: true}
        rank: {required: true, type: whole_number, called: label_rank}
        alternative: {type: whole_number}
        component: {called: measure}
        at_least: {type: number_or_journey}
        next_action: {required: true}
offices:
    keys: [[office]]
    columns:
        office: {required: true}
        latitude: {required: true, type: latitude}
        longitude: {required: true, type: longitude}
        radius_km: {required: true, type: kilometres}
order_statuses:
    keys: [[status]]
    columns:
        status: {required: true, type: word}
        counts_as: {required: true, type: word, one_of: [purchase, refund, nothing]}
outcomes:
    keys: [[scoring_model]]
    columns:
        scoring_model: {required: true, references: scoring_models.scoring_model}
        outcome: {required: true, type: word, one_of: [deal_opened, deal_won, purchase]}
        population: {required: true, type: word, one_of: [everybody, newcomers]}
        repeats: *yes_no
        horizon_days:
            required: true
            type: whole_number
            limits:
                - {at_least: 1, otherwise: is below 1; an outcome needs at least one day to happen}
                - {at_most: 3650, otherwise: is more than 3650; nobody waits ten years for an outcome}
point_grid:
    keys: [[scoring_model, behaviour]]
    # Tiers are as many as there are columns from_<n>: chk_tiers_and_curves, int_point_tiers.
    columns:
        scoring_model: {required: true, references: scoring_models.scoring_model}
        behaviour: {required: true, references: behaviours.behaviour}
        each: {type: number, called: points_each}
        max: {type: number, called: max_points}
        decay_curve: {references: decay_curves.decay_curve}
proof_levels:
    keys: [[level]]
    columns:
        level: {required: true, type: word, one_of: [confidence_z, min_conversions, min_contacts, backtest_cuts]}
        value: {required: true, type: number, limits: [{above: 0, otherwise: is not above 0}]}
readiness_levels:
    keys: [[readiness_check]]
    columns:
        readiness_check: {required: true, type: word, one_of: [data_present, accepted_rows, matched_events, profile_completeness]}
        at_least: {required: true, type: number}
rfm_bands:
    keys: [[scoring_model, measure, level]]
    columns:
        scoring_model: {required: true, references: scoring_models.scoring_model}
        measure: {required: true, type: word, one_of: [recency_days, frequency, monetary]}
        level: {required: true}
        at_least: {type: number}
        below: {type: number}
        points: {required: true, type: number}
rfm_segments:
    keys: [[priority]]
    columns:
        priority: {required: true, type: whole_number}
        segment: {required: true}
        r_from: &quintile {required: true, type: whole_number, one_of: ['1', '2', '3', '4', '5']}
        r_to: *quintile
        f_from: *quintile
        f_to: *quintile
        m_from: *quintile
        m_to: *quintile
score_components:
    keys: [[scoring_model, component]]
    columns:
        scoring_model: {required: true, references: scoring_models.scoring_model}
        component: {required: true, type: word, one_of: [behaviour, fit, rfm, total]}
        weight:
            type: number
            default: 1
            limits: [{at_least: 0, at_most: 9999, otherwise: is not between 0 and 9999}]
        min:
            type: number
            called: min_points
            limits:
                - {at_most: 0, otherwise: "is above 0: who did nothing would be given points"}
                - {is_whole: true, otherwise: "is not a whole number, and points are"}
        max:
            type: number
            called: max_points
            limits:
                - {at_least: 0, otherwise: "is below 0: who did nothing would lose points"}
                - {is_whole: true, otherwise: "is not a whole number, and points are"}
scoring_models:
    keys: [[scoring_model]]
    columns:
        scoring_model: {required: true}
        audience: {required: true, type: word, one_of: [b2b, b2c, all]}
        handover_label: {}
        is_primary: *yes_no
        is_active: *yes_no
service_levels:
    keys: [[audience, label]]
    columns:
        audience: {required: true, type: word, one_of: [b2b, b2c]}
        label: {required: true}
        leads_per_month: {type: whole_number}
        first_touch_hours:
            type: number
            limits: [{at_least: 0, otherwise: is below 0; nobody is called before being ready}]
        follow_ups_per_month: {type: whole_number}
        clock: {required: true, type: word, one_of: [calendar, working]}
working_hours:
    keys: [[weekday]]
    columns:
        weekday: {required: true, type: word, one_of: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]}
        opens_at: {required: true, type: time_of_day}
        closes_at: {required: true, type: time_of_day}
        time_zone: {required: true, type: time_zone}
    {%- endset -%}
    {{ return(fromyaml(columns)) }}
{%- endmacro %}
