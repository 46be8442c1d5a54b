with

scoring_models as (
    select * from {{ ref('stg_scoring_models') }}
),

rfm_bands as (
    select * from {{ ref('stg_rfm_bands') }}
),

buyers as (
    select
        model_key,
        r_score,
        f_score,
        count(*) as contacts,
        sum(monetary) as monetary
    from {{ ref('int_rfm_scores') }}
    group by
        model_key,
        r_score,
        f_score
),

quintiles as (
    {% for score in range(1, 6) %}
        select {{ score }} as score
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

scored_models as (
    select
        scoring_models.model_key,
        scoring_models.scoring_model,
        scoring_models.is_primary,
        max(buyers.contacts) as fullest
    from scoring_models
    inner join rfm_bands
        on scoring_models.scoring_model = rfm_bands.scoring_model
    inner join buyers
        on scoring_models.model_key = buyers.model_key
    group by
        scoring_models.model_key,
        scoring_models.scoring_model,
        scoring_models.is_primary
),

rfm_grid as (
    select
        scored_models.scoring_model,
        scored_models.is_primary,
        recency.score as r_score,
        frequency.score as f_score,
        coalesce(buyers.contacts, 0) as contacts,
        cast(coalesce(buyers.monetary, 0) as decimal(18, 2)) as monetary,
        -- In fifths of the fullest cell.
        cast(ceil(
            5.0 * coalesce(buyers.contacts, 0) / scored_models.fullest
        ) as integer) as shade
    from scored_models
    cross join quintiles as recency
    cross join quintiles as frequency
    left join buyers
        on
            scored_models.model_key = buyers.model_key
            and recency.score = buyers.r_score
            and frequency.score = buyers.f_score
)

select * from rfm_grid
