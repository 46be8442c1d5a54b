"""A published file of invented rows, for the tests of the weekly report.

Names that would be markup, a model that never hands over, and lists longer than
the page shows. Scored as of Wednesday 2026-11-18, in the week 2026-W47.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

SCRIPT = "<script>alert(1)</script>"
QUOTES = """d'Artagnan "Bébé" & co"""
EMOJI = "🛋️ sofa"

TABLES = """
    create schema marts;
    create schema reports;
    create table marts.readiness (
        readiness_check text, subject text, status text, measured decimal(18, 4),
        needed decimal(18, 4), reason text
    );
    create table reports.rpt_new_mqls (
        iso_week text, week_starts_on date, contact_id text, scoring_model text,
        is_primary boolean, audience text, channel text, campaign text,
        opened_on date, opening text, label text, total_points bigint, rank int,
        reasons text, is_open boolean, closed_on date, closed_by text
    );
    create table reports.rpt_mqls_weekly (
        iso_week text, week_starts_on date, scoring_model text,
        is_primary boolean, audience text, channel text, first_time_mqls bigint,
        returning_mqls bigint, new_mqls bigint, is_complete boolean
    );
    create table reports.rpt_cooling (
        contact_id text, scoring_model text, is_primary boolean, audience text,
        label text, next_label text, total_points bigint, next_points bigint,
        cools_on date, days_left int, within_days int, is_soon boolean,
        is_mql boolean, leaves_sales boolean, leaves_on date,
        leaves_within_days int, leaves_soon boolean, fading text
    );
    create table reports.rpt_cooling_horizons (
        within_days int, leads bigint, leaving_sales bigint
    );
    create table reports.rpt_weeks (
        iso_week text, week_starts_on date, week_ends_on date, as_of date,
        is_complete boolean, is_default boolean, month_starts_on date,
        month_before_starts_on date, first_time_mqls bigint,
        first_time_before bigint, returning_mqls bigint, returning_before bigint,
        new_mqls bigint, is_charted boolean
    );
    create table reports.rpt_current_figures (
        open_mqls bigint, urgent bigint, untouched bigint, overdue bigint,
        cooling_soon bigint, leaving_soon bigint, past_fit_is_todays boolean
    );
    create table reports.rpt_service_levels (
        month text, month_starts_on date, audience text, label text,
        leads_owed bigint, leads_delivered bigint, delivery text,
        first_touch_hours decimal(12, 1), clock text, touched_in_time bigint,
        touched_late bigint, untouched bigint, waiting bigint,
        closed_untouched bigint, in_time_share decimal(5, 4),
        median_hours decimal(12, 1), p90_hours decimal(12, 1),
        follow_ups_owed bigint, followed_up bigint, follow_up text
    );
    create table reports.rpt_untouched_mqls (
        contact_id text, scoring_model text, audience text, label text, rank int,
        opened_on date, is_urgent boolean, hours_waited decimal(12, 1),
        hours_promised decimal(12, 1), hours_overdue decimal(12, 1),
        is_overdue boolean, reasons text
    );
    create table reports.rpt_funnel (
        breakdown text, segment text, cohort_month text, leads bigint,
        mqls bigint, touched bigint, opportunities bigint, deals bigint,
        open_deals bigint, won_deals bigint, lost_deals bigint,
        won_amount decimal(18, 2), lead_to_opportunity decimal(5, 4),
        closing_rate decimal(5, 4), median_cycle_days decimal(12, 1)
    );
    create table reports.rpt_roi (
        breakdown text, tactic text, spend decimal(18, 2), leads bigint,
        mqls bigint, won_deals bigint, open_deals bigint,
        deal_revenue decimal(18, 2), order_revenue decimal(18, 2),
        revenue decimal(18, 2), roi decimal(12, 4), cost_per_lead decimal(18, 2),
        cost_per_mql decimal(18, 2), verdict text
    );
    create table reports.rpt_score_movers (
        iso_week text, week_starts_on date, scoring_model text,
        is_primary boolean, direction text, rank int, contact_id text,
        points_before bigint, points_after bigint, change bigint,
        label_before text, label_after text, is_excluded boolean,
        ledger_rows text
    );
    create table reports.rpt_score_distribution (
        scoring_model text, is_primary boolean, component text,
        points_from bigint, points_below bigint, contacts bigint,
        threshold bigint, reaches_threshold boolean
    );
    create table reports.rpt_rfm_grid (
        scoring_model text, is_primary boolean, r_score int, f_score int,
        contacts bigint, monetary decimal(18, 2), shade int
    );
"""

ROWS = """
    insert into reports.rpt_mqls_weekly
    select
        strftime(monday, '%G-W%V'), monday, model, is_primary, audience, channel,
        first_time, again, first_time + again, monday < date '2026-11-16'
    from (
        select
            cast(date '2025-12-29' + to_days(7 * cast(week as int)) as date) as monday,
            unnest(['grid', 'table', 'trial']) as model,
            unnest([true, true, false]) as is_primary,
            unnest(['b2b', 'b2c', 'b2c']) as audience,
            unnest(['search', $script, 'e-mail']) as channel,
            unnest([(week * 7) % 6, (week * 5) % 9, 40]) as first_time,
            unnest([(week * 3) % 4, 1, 0]) as again
        from range(47) as weeks (week)
    );

    insert into reports.rpt_new_mqls
    select
        '2026-W46', '2026-11-09', 'c' || 2000 + number,
        unnest(['grid', 'trial']), unnest([true, false]), 'b2b', 'search',
        'autumn', '2026-11-12', 'first_time', 'warm', 1000 + number, 56 - number,
        'main page visit +1000 (2026-11-12)', true, null, null
    from range(56) as leads (number);
    insert into reports.rpt_new_mqls values
        ('2026-W46', '2026-11-09', $script, 'table', true, 'b2c', $quotes, $emoji,
         '2026-11-10', 'returning', 'hot', 42, 1, $script, false, '2026-11-14',
         'opted_out'),
        ('2026-W45', '2026-11-02', 'c-earlier', 'table', true, 'b2c', null, null,
         '2026-11-03', 'first_time', 'hot', 30, 1, 'quote request +9', true, null,
         null);
    insert into reports.rpt_weeks
    select
        iso_week, week_starts_on, week_starts_on + 6, '2026-11-18',
        any_value(is_complete), iso_week = '2026-W46',
        date_trunc('month', week_starts_on + 6),
        date_trunc('month', week_starts_on + 6) - interval 1 month,
        sum(first_time_mqls), lag(sum(first_time_mqls)) over weeks,
        sum(returning_mqls), lag(sum(returning_mqls)) over weeks,
        sum(new_mqls), true
    from reports.rpt_mqls_weekly
    where is_primary
    group by iso_week, week_starts_on
    window weeks as (order by week_starts_on);
    insert into reports.rpt_current_figures values (1234, 3, 3, 1, 2, 2, true);

    insert into reports.rpt_untouched_mqls values
        ($quotes, 'table', 'b2c', 'hot', 2, '2026-11-17', false, 20.0, 24.0, null,
         false, 'quote request +9 (2026-11-17)'),
        ('c0001', 'grid', 'b2b', 'hot', 1, '2026-11-09', true, 1210.5, 4.0,
         1206.5, true, 'demo or contact request +1000 (2026-11-09)'),
        ($emoji, 'grid', 'b2b', 'warm', 3, '2026-11-10', false, 190.0, null, null,
         false, null);

    insert into reports.rpt_cooling values
        ('c0001', 'grid', true, 'b2b', 'hot', 'warm', 4500, 3500, '2026-11-20', 2,
         7, true, true, false, '2026-11-24', 7, true, 'demo or contact request -1000'),
        ($script, 'table', true, 'b2c', 'hot', 'warm', 42, 17, '2026-11-24', 6, 7,
         true, true, true, '2026-11-24', 7, true, 'quote request -25'),
        ('c0004', 'table', true, 'b2c', 'warm', 'cold', 12, 8, '2026-12-15', 27, 30,
         false, false, false, null, null, false, $quotes),
        ('c0002', 'trial', false, 'b2c', 'warm', 'cold', 12, 8, '2026-11-19', 1, 7,
         true, false, false, null, null, false, 'a model that is not primary');
    insert into reports.rpt_cooling_horizons values (7, 2, 2), (30, 3, 2);

    insert into reports.rpt_funnel values
        ('all', 'all', 'all', 2100, 310, 240, 96, 101, 20, 44, 37, 1234567.89,
         0.0457, 0.5432, 34.5),
        ('channel', 'search', 'all', 1400, 250, 200, 90, 95, 19, 42, 34,
         1200000.00, 0.0643, 0.5526, 33.0),
        ('channel', $script, 'all', 690, 60, 40, 6, 6, 1, 2, 3, 34567.89, 0.0087,
         0.4, 40.5),
        ('channel', 'unknown', 'all', 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, null),
        ('all', 'all', '2026-11', 90, 3, 1, 0, 0, 0, 0, 0, 0, 0, null, null);

    insert into reports.rpt_service_levels values
        ('2026-11', '2026-11-01', 'b2b', 'hot', 20, 12, 'running', 4.0,
         'working', 9, 2, 1, 3, 0, 0.75, 2.5, 30.0, 11, 7, 'running'),
        ('2026-11', '2026-11-01', 'b2c', 'hot', 0, 0, 'nothing_owed', 24.0,
         'calendar', 0, 0, 0, 0, 0, null, null, null, 0, 0, 'nothing_owed'),
        ('2026-10', '2026-10-01', 'b2b', 'hot', 20, 24, 'kept', 4.0, 'working',
         14, 6, 4, 0, 5, 0.5833, 3.5, 1052.0, 20, 11, 'missed'),
        ('2026-09', '2026-09-01', 'b2b', 'hot', 20, 99, 'kept', 4.0, 'working',
         99, 0, 0, 0, 0, 1, 1.0, 2.0, 99, 99, 'kept');

    insert into reports.rpt_score_distribution
    select
        'grid', true, 'total', -500 + 500 * band, 500 * band,
        [17, 613, 117, 33, 28, 48, 16, 26, 9, 7][band + 1], 1000, band >= 3
    from range(10) as bands (band);
    insert into reports.rpt_score_distribution values
        ('table', true, 'behaviour', 0, 5, 1743, 22, false),
        ('table', true, 'behaviour', 5, 10, 190, 22, false),
        ('table', true, 'behaviour', 10, 25, 30, 22, true),
        ('<i>never</i>', true, 'total', 0, 10, 1, null, false),
        ('trial', false, 'total', 0, 10, 777, 5, false);

    insert into reports.rpt_rfm_grid
    select 'table', true, recency, frequency,
        recency * frequency * (recency + frequency - 2),
        1000.5 * recency * frequency,
        ceil(recency * frequency * (recency + frequency - 2) / 40.0)
    from range(1, 6) as r_scores (recency), range(1, 6) as f_scores (frequency);

    insert into reports.rpt_score_movers values
        ('2026-W46', '2026-11-09', 'grid', true, 'rise', 1, 'c0001', 500, 4500,
         4000, null, 'hot', false,
         'demo or contact request +1000 earned 2026-11-10, webinar +3000 earned'),
        ('2026-W46', '2026-11-09', 'table', true, 'rise', 1, $script, 3, 42, 39,
         'cold', 'hot', true, $quotes),
        ('2026-W46', '2026-11-09', 'grid', true, 'fall', 1, $emoji, 1500, -500,
         -2000, 'warm', 'cold', false, 'opt-out -2000 earned 2026-11-12'),
        ('2026-W45', '2026-11-02', 'grid', true, 'fall', 1, 'c-earlier', 1, 0, -1,
         'cold', 'cold', false, 'faded');

    insert into reports.rpt_roi values
        ('campaign', $quotes, 12000, 40, 2, 0, 1, 0, 1500.5, 1500.5, -0.875,
         300, 6000, 'not_worth_it'),
        ('channel', 'search', 8000, 1400, 250, 42, 19, 1200000, 3000, 1203000,
         149.375, 5.71, 32, 'worth_it'),
        ('channel', $script, 0, 690, 60, 2, 1, 34567.89, 0, 34567.89, null, 0, 0,
         'no_spend'),
        ('campaign', 'no one came', 900, 0, 0, 0, 0, 0, 0, 0, -1, null, null,
         'not_worth_it');

    insert into marts.readiness values
        ('data_present', 'contacts', 'go', 2100, 1, 'There are 2100 contacts.'),
        ('matched_events', 'all', 'go', 0.9312, 0.8, '93 % of events count.'),
        ('capacity', 'b2b', 'no_go', 14.5, 10, 'Sales gets 14.5 leads a week.'),
        ('attribute_history', 'all', 'no_go', 0, 1, 'No history: <b>past</b> fit.');
"""

NOTHING_TO_REPORT = """
    insert into reports.rpt_weeks values
        ('2026-W47', '2026-11-16', '2026-11-22', '2026-11-18', false, true,
         '2026-11-01', '2026-10-01', 0, 0, 0, 0, 0, false);
    insert into reports.rpt_current_figures values (0, 0, 0, 0, 0, 0, false);
"""

NAMES = {"script": SCRIPT, "quotes": QUOTES, "emoji": EMOJI}


def publish_rows(file: Path) -> Path:
    """A published file full of rows."""
    return publish(file, ROWS)


def publish_empty(file: Path) -> Path:
    """One contact with a score, and nothing else to report."""
    return publish(file, NOTHING_TO_REPORT)


def publish(file: Path, rows: str) -> Path:
    with duckdb.connect(str(file)) as connection:
        connection.execute(TABLES)
        for statement in filter(str.strip, rows.split(";\n")):
            told = {key: name for key, name in NAMES.items() if f"${key}" in statement}
            connection.execute(statement, told)
    return file
