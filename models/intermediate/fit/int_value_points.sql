-- Few different values occur: each is held against the rules once.
with

attribute_values as (
    select distinct
        attribute,
        attribute_value
    from {{ ref('int_fit_values') }}
),

fit_rules as (
    select * from {{ ref('stg_fit_rules') }}
),

rules as (
    select * from {{ ref('int_rules') }}
    where component = 'fit'
),

weights as (
    select * from {{ ref('int_component_weights') }}
    where component = 'fit'
),

read_values as (
    select
        *,
        {{ read_number('attribute_value') }} as numeric_value
    from attribute_values
),

value_points as (
    select
        read_values.attribute,
        read_values.attribute_value,
        rules.rule_key,
        rules.model_key,
        {{ whole_points('fit_rules.points', 'weights.weight') }} as points
    from read_values
    inner join fit_rules
        on
            read_values.attribute = fit_rules.attribute
            and {{ is_in_band('read_values', 'fit_rules') }}
    inner join rules
        on
            fit_rules.scoring_model = rules.scoring_model
            and fit_rules.attribute = rules.rule
            and fit_rules.band = rules.band
    inner join weights
        on fit_rules.scoring_model = weights.scoring_model
)

select * from value_points
