with

observed_scores as (
    select * from {{ ref('int_observed_scores') }}
),

-- Both bounds of a model side by side; what has none is not held.
bounds as (
    select
        {% for component in ['fit', 'total'] %}
            {% for bound in ['min_points', 'max_points'] %}
                max(
                    case when component = '{{ component }}' then {{ bound }} end
                ) as {{ component }}_{{ bound }},
            {% endfor %}
        {% endfor %}
        model_key
    from {{ ref('int_bounds') }}
    group by model_key
),

dated_fit as (
    select
        observed_scores.*,
        coalesce(observed_rfm.rfm_sum, 0) as rfm_sum,
        bounds.total_min_points,
        bounds.total_max_points,
        case
            when observed_fit.contact_key is null then 0
            else {{ within_bounds(
                'observed_fit.dated_points', 'bounds.fit_min_points',
                'bounds.fit_max_points'
            ) }}
        end as dated_fit_points
    from observed_scores
    left join {{ ref('int_observed_fit') }} as observed_fit
        on
            observed_scores.contact_key = observed_fit.contact_key
            and observed_scores.model_key = observed_fit.model_key
            and observed_scores.cut_on = observed_fit.cut_on
    left join {{ ref('int_observed_rfm') }} as observed_rfm
        on
            observed_scores.contact_key = observed_rfm.contact_key
            and observed_scores.model_key = observed_rfm.model_key
            and observed_scores.cut_on = observed_rfm.cut_on
    left join bounds
        on observed_scores.model_key = bounds.model_key
),

observations as (
    select
        contact_key,
        model_key,
        cut_on,
        observed_on,
        horizon_ends_on,
        standing,
        has_converted,
        behaviour_points,
        fit_points,
        rfm_points,
        total_points,
        label_rank,
        fit_points - dated_fit_points as undated_fit_points,
        {{ within_bounds(
            'behaviour_points + dated_fit_points + rfm_points',
            'total_min_points', 'total_max_points'
        ) }} as dated_total_points,
        rfm_sum
    from dated_fit
)

select * from observations
