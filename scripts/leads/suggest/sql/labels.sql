select
    labels.label,
    count(*) as contacts
from intermediate.int_current_scores as scores
inner join intermediate.int_labels as labels
    on
        scores.model_key = labels.model_key
        and scores.label_rank = labels.label_rank
where labels.scoring_model = $model
group by
    labels.label,
    labels.label_rank
order by labels.label_rank desc
