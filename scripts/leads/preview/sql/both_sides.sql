-- What is in force, and what would be: whoever was not scored again stays.
create temp table concerned_leads as
with

leads as (
    select contact_key, scoring_model
    from intermediate.int_scored_contacts
    union
    select contact_key, scoring_model
    from in_force.intermediate.int_scored_contacts
    where (select everything from reach)
)

select leads.contact_key, contact_keys.contact_id, leads.scoring_model
from leads
inner join staging.stg_contact_keys as contact_keys using (contact_key);

create temp view scores_before as
select contact_key, scoring_model, total_points, label, label_rank
from in_force.intermediate.int_current_scores;

create temp view scores_after as
select contact_key, scoring_model, total_points, label, label_rank
from intermediate.int_current_scores
semi join concerned_leads using (contact_key, scoring_model)
union all
select * from scores_before
anti join concerned_leads using (contact_key, scoring_model);

create temp view mqls_before as
select contact_id, scoring_model, rank, reasons
from in_force.marts.mqls;

create temp view mqls_after as
select contact_id, scoring_model, rank, reasons
from marts.mqls
semi join concerned_leads using (contact_id, scoring_model)
union all
select * from mqls_before
anti join concerned_leads using (contact_id, scoring_model);

create temp view handovers_before as
select contact_key, scoring_model, is_primary, audience, label, opened_on
from in_force.intermediate.int_handovers;

create temp view handovers_after as
select contact_key, scoring_model, is_primary, audience, label, opened_on
from intermediate.int_handovers
semi join concerned_leads using (contact_key, scoring_model)
union all
select * from handovers_before
anti join concerned_leads using (contact_key, scoring_model);

-- Who enters or leaves the list for sales.
create temp table moved as
select
    concerned.contact_key,
    contact_id,
    scoring_model,
    case when old.contact_id is null then 'enters' else 'leaves' end as change,
    coalesce(new.rank, old.rank) as rank,
    new.reasons
from mqls_before as old
full outer join mqls_after as new using (contact_id, scoring_model)
inner join concerned_leads as concerned using (contact_id, scoring_model)
where old.contact_id is null or new.contact_id is null;
