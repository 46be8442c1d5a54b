-- Four ways to draw the line where a handover begins, each with what it would
-- bring, or why there is none.
{% set wanted = var('calibrate_precision') %}

with

options as (
    select * from {{ ref('rpt_threshold_options') }}
),

models as (
    select
        scoring_model,
        max(capacity_per_week) as capacity_per_week,
        max(case when precision_low is not null then precision_rate end)
            as best_precision,
        {% for line in ['in_force', 'journey', 'capacity'] %}
            max(case when is_{{ line }} then threshold end)
                as {{ line }}_threshold,
        {% endfor %}
        min(
            case
                when
                    precision_low is not null
                    and precision_rate >= {{ wanted }}
                    then threshold
            end
        ) as precision_threshold
    from options
    group by scoring_model
),

lines as (
    select
        scoring_model,
        1 as place,
        'in force' as drawn_by,
        in_force_threshold as threshold,
        'the handover label looks at single rules alone: it has no threshold.'
            as missing_because
    from models
    union all
    select
        scoring_model,
        2 as place,
        'the customer journey' as drawn_by,
        journey_threshold as threshold,
        'journey_steps.csv has no journey.' as missing_because
    from models
    union all
    select
        scoring_model,
        3 as place,
        'what sales can take, '
        || cast(round(capacity_per_week, 1) as decimal(18, 1)) || ' a week'
            as drawn_by,
        capacity_threshold as threshold,
        case
            when capacity_per_week is null
                then 'service_levels.csv does not say what sales can take.'
            else 'no threshold brings so few leads as sales can take.'
        end as missing_because
    from models
    union all
    select
        scoring_model,
        4 as place,
        'precision of at least '
        || cast(round({{ wanted }}, 2) as decimal(18, 2)) as drawn_by,
        precision_threshold as threshold,
        case
            when best_precision is null
                then 'too few have converted to say how precise a threshold is.'
            else
                'no threshold that enough contacts reached is as precise; the '
                || 'best reaches '
                || cast(round(best_precision, 3) as decimal(18, 3)) || '.'
        end as missing_because
    from models
),

threshold_choices as (
    select
        lines.scoring_model,
        lines.place,
        lines.drawn_by,
        options.handover_label,
        options.component,
        lines.threshold,
        options.leads_per_week,
        options.precision_rate,
        options.precision_low,
        options.precision_high,
        options.recall,
        case when lines.threshold is null then lines.missing_because end
            as missing_because
    from lines
    left join options
        on
            lines.scoring_model = options.scoring_model
            and lines.threshold = options.threshold
)

select * from threshold_choices
