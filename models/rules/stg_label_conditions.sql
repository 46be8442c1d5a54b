with

labels as (
    {{ typed_seed('labels', also=[
        "lower(" ~ tidy('at_least') ~ ") = 'journey' as is_journey",
    ]) }}
)

select * from labels
