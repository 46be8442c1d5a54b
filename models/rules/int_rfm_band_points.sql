with

rfm_bands as (
    select * from {{ ref('stg_rfm_bands') }}
),

rules as (
    select * from {{ ref('int_rules') }}
    where component = 'rfm'
),

band_points as (
    select
        rules.rule_key,
        rules.model_key,
        rfm_bands.measure,
        coalesce(rfm_bands.at_least, {{ lowest_number() }}) as at_least,
        coalesce(rfm_bands.below, {{ highest_number() }}) as below,
        {{ whole_points('rfm_bands.points', 'rules.weight') }} as points
    from rfm_bands
    inner join rules
        on
            rfm_bands.scoring_model = rules.scoring_model
            and rfm_bands.measure = rules.rule
            and rfm_bands.band = rules.band
)

select * from band_points
