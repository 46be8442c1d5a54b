-- Is the data there, can it be used, do the behaviours see what people do, and
-- how much is known of contacts?
with

service_levels as (
    {{ typed_seed('service_levels') }}
),

levels as (
    {{ typed_seed('readiness_levels') }}
),

exclusions as (
    {{ typed_seed('exclusions') }}
),

scoring_models as (
    select distinct
        models.model_key,
        models.scoring_model
    from {{ ref('stg_scoring_models') }} as models
    inner join {{ ref('stg_fit_rules') }} as fit_rules
        on models.scoring_model = fit_rules.scoring_model
),

row_counts as (
    select
        {% for outcome in ['accepted', 'ignored', 'anonymous', 'matched'] %}
            sum(case when outcome = '{{ outcome }}' then row_count else 0 end)
                as {{ outcome }},
        {% endfor %}
        -- A copy or an older state is no row that failed; an event has no states.
        sum(
            case
                when
                    outcome = 'rejected'
                    and (reason <> 'duplicate_id' or table_name = 'events')
                    then row_count
                else 0
            end
        ) as rejected,
        table_name
    from {{ ref('raw_row_audit') }}
    group by table_name
),

unreadable_cells as (
    select
        table_name,
        column_name,
        sum(case when why = 'placeholder' then 0 else cells end) as cells,
        {{ dbt.listagg(
            'cast(cells as ' ~ dbt.type_string() ~ ") || ' ' || why || ' ('"
            ~ " || samples || ')'",
            "', '", 'order by why'
        ) }} as samples
    from {{ ref('unreadable_cells') }}
    group by
        table_name,
        column_name
),

ages_excluding as (
    select count(*) as rules from exclusions
    where lower(field) = 'age'
),

-- Who asks for a table: without a rule that reads it, nobody misses it.
wanted_tables as (
    select
        'contacts' as table_name,
        'there is nobody to score' as lack
    union all
    select distinct
        'events' as table_name,
        'no behaviour can earn points' as lack
    from {{ ref('stg_point_rules') }}
    union all
    select distinct
        'orders' as table_name,
        'recency, frequency and amount earn nothing' as lack
    from {{ ref('stg_rfm_bands') }}
    union all
    select distinct
        'deals' as table_name,
        'customers cannot be told from leads' as lack
    from exclusions
    where lower(field) = 'won_deal'
    union all
    select distinct
        'sales_touches' as table_name,
        'no promise of sales can be judged' as lack
    from service_levels
    where first_touch_hours is not null
),

measures as (
    select
        'data_present' as readiness_check,
        wanted_tables.table_name as subject,
        coalesce(row_counts.accepted, 0) as measured,
        case
            when coalesce(row_counts.accepted, 0) = 0
                then 'no usable rows: ' || wanted_tables.lack
            else
                cast(row_counts.accepted as {{ dbt.type_string() }})
                || ' usable rows'
        end as reason
    from wanted_tables
    left join row_counts
        on wanted_tables.table_name = row_counts.table_name
    union all
    select
        'accepted_rows' as readiness_check,
        table_name as subject,
        {{ share('accepted', 'accepted + rejected') }} as measured,
        cast(accepted as {{ dbt.type_string() }}) || ' of '
        || cast(accepted + rejected as {{ dbt.type_string() }})
        || ' rows can be used; rejected_rows says why the others cannot'
            as reason
    from row_counts
    where accepted + rejected > 0
    union all
    select
        'matched_events' as readiness_check,
        table_name as subject,
        {{ share('matched', 'accepted') }} as measured,
        cast(matched as {{ dbt.type_string() }}) || ' of '
        || cast(accepted as {{ dbt.type_string() }})
        || ' events show a behaviour; rpt_unmatched_events lists the others'
            as reason
    from row_counts
    where table_name = 'events' and accepted > 0
    union all
    select
        'profile_completeness' as readiness_check,
        scoring_models.scoring_model as subject,
        {{ share('sum(profiles.profile_completeness)', 'count(*)') }}
            as measured,
        'of the attributes the model asks for, contacts have this share filled'
            as reason
    from {{ ref('int_profile_completeness') }} as profiles
    inner join scoring_models
        on profiles.model_key = scoring_models.model_key
    group by scoring_models.scoring_model
),

last_changes as (
    select
        identities.contact_key,
        changes.attribute_value,
        changes.has_old_value,
        {{ filled(tidy(
            json_value('contacts.attributes', 'changes.attribute')
        )) }} as cell,
        count(*) over same_attribute as changes,
        row_number() over (
            partition by identities.contact_key, changes.attribute
            order by
                changes.valid_at desc,
                changes.updated_at desc nulls last,
                changes.raw_row
        ) as changes_to_the_last
    from {{ ref('base_contact_changes') }} as changes
    inner join {{ ref('int_identities') }} as identities
        on
            {{ is_row_of('identities', 'changes', 'changes.valid_at') }}
            and identities.is_current
    inner join {{ ref('stg_contacts') }} as contacts
        on identities.contact_key = contacts.contact_key
    where
        changes.rejection_reason is null
        and not {{ is_as_exported('changes.attribute', 'contacts') }}
    window same_attribute as (
        partition by identities.contact_key, changes.attribute
    )
),

-- An export of today beside a history that ended earlier, or that began when the
-- value was already the one of today.
histories as (
    select
        count(distinct case
            when attribute_value is distinct from cell then contact_key
        end) as contacts_differing,
        count(case
            when attribute_value = cell and changes = 1 and not has_old_value
                then 1
        end) as changes_of_nothing
    from last_changes
    where changes_to_the_last = 1
),

change_rows as (
    select count(*) as measured from {{ ref('base_contact_changes') }}
    where rejection_reason is null
),

changes as (
    select
        histories.*,
        change_rows.measured
    from histories
    cross join change_rows
),

readiness as (
    select
        measures.readiness_check,
        measures.subject,
        measures.measured,
        levels.at_least as needed,
        measures.measured >= levels.at_least as is_go,
        measures.reason
    from measures
    inner join levels
        on measures.readiness_check = levels.readiness_check
    union all
    -- Held to the level of rows: a cell that is lost is no better than a row.
    select
        'readable_cells' as readiness_check,
        unreadable_cells.table_name || '.' || unreadable_cells.column_name
            as subject,
        {{ share(
            'row_counts.accepted - unreadable_cells.cells', 'row_counts.accepted'
        ) }} as measured,
        coalesce(levels.at_least, 0) as needed,
        {{ share(
            'row_counts.accepted - unreadable_cells.cells', 'row_counts.accepted'
        ) }} >= coalesce(levels.at_least, 0) as is_go,
        'filled cells that count as empty: ' || unreadable_cells.samples
        || case
            when
                ages_excluding.rules > 0
                and unreadable_cells.column_name = 'birth_date'
                then '; exclusions.csv asks for the age of these contacts'
            else ''
        end as reason
    from unreadable_cells
    inner join row_counts
        on unreadable_cells.table_name = row_counts.table_name
    cross join ages_excluding
    left join levels
        on levels.readiness_check = 'accepted_rows'
    union all
    select
        'attribute_history' as readiness_check,
        'contact_changes' as subject,
        measured,
        0 as needed,
        true as is_go,
        case
            when measured = 0
                then 'no history of attributes: past fit is today''s fit'
            else
                'attributes with a history are scored as they were; '
                || cast(contacts_differing as {{ dbt.type_string() }})
                || ' contacts have another value today than in their last '
                || 'row, and '
                || cast(changes_of_nothing as {{ dbt.type_string() }})
                || ' single rows tell what contacts says anyway: '
                || 'export old_value, or nothing changes'
        end as reason
    from changes
    where exists (select 1 from scoring_models)
    union all
    select
        'anonymous_rows' as readiness_check,
        table_name as subject,
        {{ share('anonymous', 'accepted + rejected + ignored + anonymous') }}
            as measured,
        0 as needed,
        true as is_go,
        cast(anonymous as {{ dbt.type_string() }}) || ' of '
        || cast(
            accepted + rejected + ignored + anonymous as {{ dbt.type_string() }}
        )
        || ' rows are of visitors whom contact_aliases does not name: they count '
        || 'for nobody until it does' as reason
    from row_counts
    where anonymous > 0
)

select * from readiness
