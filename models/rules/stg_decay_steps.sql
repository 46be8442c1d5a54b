with

decay_curves as (
    {{ typed_seed('decay_curves') }}
)

select * from decay_curves
