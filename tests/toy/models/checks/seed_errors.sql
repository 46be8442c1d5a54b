-- Nothing is wrong with the toy's seeds.
select cast(null as varchar) as problem
where false
