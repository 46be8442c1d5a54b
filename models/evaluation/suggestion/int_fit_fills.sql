-- How much of each step a case had on the day it was observed, from the rows of
-- the ledger up to that day alone. Between two tiers a count that has faded
-- fills a part, as in the score.
with

cases as (
    select * from {{ ref('int_fit_cases') }}
),

steps as (
    select * from {{ ref('int_fit_steps') }}
),

-- Levels are numbered though one of them is worth no step.
levels as (
    select
        rules.rule_key,
        row_number() over (
            partition by rules.rule
            order by {{ level_order('bands.measure', 'bands.at_least') }}
        ) as level_number
    from {{ ref('int_rules') }} as rules
    inner join {{ ref('int_fit_split') }} as split
        on rules.model_key = split.model_key
    inner join {{ ref('stg_rfm_bands') }} as bands
        on
            rules.scoring_model = bands.scoring_model
            and rules.rule = bands.measure
            and rules.band = bands.band
    where rules.component = 'rfm'
),

rules as (
    select
        rules.rule_key,
        rules.component,
        rules.rule,
        levels.level_number,
        min(rules.rule_key) over (partition by rules.component, rules.rule)
            as shared_key
    from {{ ref('int_rules') }} as rules
    inner join {{ ref('int_fit_split') }} as split
        on rules.model_key = split.model_key
    left join levels
        on rules.rule_key = levels.rule_key
    where rules.kind <> 'bound'
),

-- What the ledger says from a row on until the next of the same attribute,
-- measure or behaviour.
ledger_states as (
    select
        ledger.contact_key,
        ledger.rule_key,
        ledger.weighted_count,
        rules.component,
        rules.rule,
        rules.level_number,
        ledger.effective_on as from_on,
        coalesce(
            lead(ledger.effective_on) over (
                partition by ledger.contact_key, rules.shared_key
                order by ledger.effective_on, ledger.rule_key
            ), {{ end_of_time() }}
        ) as until_on,
        sum(ledger.points) over (
            partition by ledger.contact_key, rules.shared_key
            order by ledger.effective_on, ledger.rule_key
            rows unbounded preceding
        ) as points
    from {{ ref('int_ledger') }} as ledger
    inner join rules
        on ledger.rule_key = rules.rule_key
),

step_fills as (
    select
        cases.case_number,
        cases.contact_key,
        steps.step_id,
        case steps.piece
            when 'tier'
                then least(1, states.weighted_count - steps.step_number + 1)
            when 'each'
                then least(
                    states.weighted_count,
                    coalesce(steps.counts_to_max, states.weighted_count)
                ) * 1e0 / coalesce(steps.counts_to_max, 1)
            when 'band'
                then case
                    when states.rule_key = steps.rule_key then 1 else 0
                end
            else case
                when states.level_number >= steps.step_number then 1 else 0
            end
        end * 1e0 as fill
    from cases
    inner join ledger_states as states
        on
            cases.contact_key = states.contact_key
            and cases.observed_on >= states.from_on
            and cases.observed_on < states.until_on
    inner join steps
        on
            states.component = steps.component
            and states.rule = steps.rule
    where states.points <> 0
),

fit_fills as (
    select * from step_fills
    where fill > 0
)

select * from fit_fills
