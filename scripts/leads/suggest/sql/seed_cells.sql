-- The numbers of the seeds in force, one row per cell, with the row they stand
-- in (the first row below the header is 1) and the rule they belong to.
create or replace temp table seed_cells as
with point_cells as (
    unpivot (
        select
            rowid + 1 as row_number,
            *
        from seeds.point_grid
    )
    on columns('^(each|max|from_.*)$') into name column_name value cell
)

select
    'point_grid' as seed,
    point_cells.row_number,
    point_cells.column_name,
    trim(point_cells.cell) as cell,
    point_cells.why,
    'behaviour' as component,
    trim(point_cells.behaviour) as rule,
    '' as band
from point_cells
inner join choice
    on trim(point_cells.scoring_model) = choice.scoring_model
where trim(point_cells.cell) <> ''
union all
select
    'fit_points' as seed,
    fit_points.rowid + 1 as row_number,
    'points' as column_name,
    trim(fit_points.points) as cell,
    fit_points.why,
    'fit' as component,
    bands.attribute as rule,
    bands.band
from seeds.fit_points
inner join choice
    on trim(fit_points.scoring_model) = choice.scoring_model
inner join staging.stg_fit_rules as bands
    on
        choice.scoring_model = bands.scoring_model
        and lower(trim(fit_points.attribute)) = bands.attribute
        and lower(trim(coalesce(fit_points.equals, '')))
        = coalesce(bands.equals, '')
        and try_cast(trim(fit_points.at_least) as decimal(12, 4))
        is not distinct from bands.at_least
        and try_cast(trim(fit_points.below) as decimal(12, 4))
        is not distinct from bands.below
union all
select
    'rfm_bands' as seed,
    rfm_bands.rowid + 1 as row_number,
    'points' as column_name,
    trim(rfm_bands.points) as cell,
    rfm_bands.why,
    'rfm' as component,
    bands.measure as rule,
    bands.band
from seeds.rfm_bands
inner join choice
    on trim(rfm_bands.scoring_model) = choice.scoring_model
inner join staging.stg_rfm_bands as bands
    on
        choice.scoring_model = bands.scoring_model
        and lower(trim(rfm_bands.measure)) = bands.measure
        and trim(rfm_bands.level) = bands.level
