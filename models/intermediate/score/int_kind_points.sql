with

ledger as (
    select * from {{ ref('score_ledger') }}
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

kind_points as (
    select
        {% for kind in ['explicit', 'implicit', 'negative', 'bound'] %}
            cast(
                sum(
                    case
                        when ledger.kind = '{{ kind }}' then ledger.points
                        else 0
                    end
                ) as bigint
            ) as {{ kind }}_points,
        {% endfor %}
        ledger.contact_id,
        ledger.scoring_model
    from ledger
    inner join as_of
        on ledger.effective_on <= as_of.as_of
    group by
        ledger.contact_id,
        ledger.scoring_model
)

select * from kind_points
