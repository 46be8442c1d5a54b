with

rule_points as (
    select * from {{ ref('int_mql_rule_points') }}
),

{{ strongest_reasons(['contact_key', 'model_key']) }}

select * from reasons
