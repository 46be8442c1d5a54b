with

lead_scores as (
    select
        scored_contacts.contact_id,
        scored_contacts.scoring_model,
        coalesce(sum(ledger.points), 0) as score,
        min(prints.print) as rules_hash
    from {{ ref('int_scored_contacts') }} as scored_contacts
    inner join {{ ref('int_rules_prints') }} as prints
        on
            prints.kind = 'rules'
            and scored_contacts.scoring_model = prints.name
    left join {{ ref('score_ledger') }} as ledger
        on
            scored_contacts.contact_key = ledger.contact_key
            and scored_contacts.model_key = ledger.model_key
    group by
        scored_contacts.contact_id,
        scored_contacts.scoring_model
)

select * from lead_scores
