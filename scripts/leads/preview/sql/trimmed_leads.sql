-- The leads of the copy are those that an edit may move.
create or replace table intermediate.int_scored_contacts as
select scored_contacts.*
from intermediate.int_scored_contacts as scored_contacts
semi join concerned_leads using (contact_key, model_key);
