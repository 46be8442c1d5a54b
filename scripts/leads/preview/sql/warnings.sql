-- What is odd, but legal, in the edited seeds and was not in those in force.
select
    new.file_name,
    new.row_number,
    new.cell,
    new.problem
from marts.seed_warnings as new
left join in_force.marts.seed_warnings as old
    on
        new.file_name = old.file_name
        and new.cell = old.cell
        and new.problem = old.problem
where old.problem is null
order by new.file_name, new.row_number, new.cell
