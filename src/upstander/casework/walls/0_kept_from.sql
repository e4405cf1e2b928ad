-- From whom the reports of the door are kept: asked by the walls of all that may be made from one. Run before the others.

-- The reports that do not exist for who asks: kept from them by name, about them or somebody they have a tie to, by
-- number or by a name that may be theirs, and those that are to be kept from people whom nobody could make out, which a
-- manager alone sees. That a name was not compared yet matters to those alone who read reports.
CREATE OR REPLACE FUNCTION casework_kept_reports() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT report_id FROM casework_reportexclusion WHERE account_id = access_asker()
    UNION ALL SELECT report_id FROM casework_reportsubject
        WHERE subject_mark IN (SELECT access_hidden()) OR (SELECT access_waits())
    UNION ALL SELECT report_id FROM casework_reportname WHERE let_go_by_id IS NULL
        AND subject_mark IN (SELECT access_hidden())
        AND (why <> 'newer' OR access_role() IN ('analyst', 'manager'))
    UNION ALL SELECT id FROM casework_report WHERE held AND access_role() IS DISTINCT FROM 'manager'
$body$;

-- What was made from those reports: intelligence, and matters.
CREATE OR REPLACE FUNCTION casework_made_from_kept() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT coalesce(intelligence_id, matter_id) FROM casework_reportlink
    WHERE made AND other_id IS NULL AND report_id IN (SELECT casework_kept_reports())
$body$;
