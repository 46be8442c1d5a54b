with

split as (
    select * from {{ ref('int_fit_split') }}
),

observations as (
    select
        observations.*,
        observations.observed_on <= split.train_to as is_training,
        min(observations.observed_on) over (
            partition by observations.snapshot_on
        ) >= split.test_from as is_test,
        observations.horizon_ends_on > split.test_from as is_known_late
    from {{ ref('int_observations') }} as observations
    inner join split
        on observations.model_key = split.model_key
    where observations.status = 'evaluated'
),

counts as (
    select
        sum(case when is_training then 1 else 0 end) as train_cases,
        sum(case when is_training and has_converted then 1 else 0 end)
            as train_converted,
        min(case when is_training then observed_on end) as train_from,
        sum(case when is_training and is_known_late then 1 else 0 end)
            as known_late,
        sum(case when is_test then 1 else 0 end) as test_cases,
        sum(case when is_test and has_converted then 1 else 0 end)
            as test_converted,
        max(case when is_test then snapshot_on end) as test_to
    from observations
),

suggestion as (
    select
        split.scoring_model,
        split.outcome,
        split.population,
        split.horizon_days,
        split.min_conversions,
        {% for count in [
            'train_cases', 'train_converted', 'known_late', 'test_cases',
            'test_converted',
        ] %}
            cast(coalesce(counts.{{ count }}, 0) as bigint) as {{ count }},
        {% endfor %}
        coalesce(counts.train_from, split.train_to) as train_from,
        split.train_to,
        split.test_from,
        counts.test_to
    from split
    cross join counts
)

select * from suggestion
