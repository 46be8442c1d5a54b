-- Ten bands lead up to the threshold, so that it always lies on an edge; where
-- there is none, ten lead up to the highest score.
{% set bands = 10 %}

with

thresholds as (
    select * from {{ ref('int_handover_thresholds') }}
),

scores as (
    select
        current_scores.model_key,
        thresholds.component,
        thresholds.threshold,
        case thresholds.component
            {% for component in ['behaviour', 'fit', 'rfm', 'total'] %}
                when '{{ component }}'
                    then current_scores.{{ component }}_points
            {% endfor %}
        end as points
    from {{ ref('int_current_scores') }} as current_scores
    inner join thresholds
        on current_scores.model_key = thresholds.model_key
),

widths as (
    select
        model_key,
        threshold,
        greatest(
            cast(ceil(
                coalesce(threshold, max(points)) / {{ bands }}.0
            ) as bigint), 1
        ) as width
    from scores
    group by
        model_key,
        threshold
),

banded_scores as (
    select
        scores.model_key,
        widths.width,
        cast(floor(
            (scores.points - coalesce(scores.threshold, 0))
            / cast(widths.width as decimal(18, 4))
        ) as bigint) as band
    from scores
    inner join widths
        on scores.model_key = widths.model_key
),

band_edges as (
    select
        banded_scores.model_key,
        coalesce(thresholds.threshold, 0)
        + banded_scores.band * banded_scores.width as points_from,
        banded_scores.width,
        count(*) as contacts
    from banded_scores
    inner join thresholds
        on banded_scores.model_key = thresholds.model_key
    group by
        banded_scores.model_key,
        coalesce(thresholds.threshold, 0)
        + banded_scores.band * banded_scores.width,
        banded_scores.width
),

score_distribution as (
    select
        thresholds.scoring_model,
        thresholds.is_primary,
        thresholds.component,
        band_edges.points_from,
        band_edges.points_from + band_edges.width as points_below,
        band_edges.contacts,
        thresholds.threshold,
        coalesce(band_edges.points_from >= thresholds.threshold, false)
            as reaches_threshold
    from band_edges
    inner join thresholds
        on band_edges.model_key = thresholds.model_key
)

select * from score_distribution
