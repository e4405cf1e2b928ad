-- Files of reports taken out as they came: for whom the report is there. A manager asks, somebody else answers, and who
-- asked takes it out, within so many days (models/original.py).

ALTER TABLE casework_originalasked ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_file ON casework_originalasked;
CREATE POLICY of_a_file ON casework_originalasked TO upstander_desk
    USING (EXISTS (SELECT FROM casework_reportfile AS held WHERE held.id = casework_originalasked.file_id))
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) = 'manager'
        AND EXISTS (SELECT FROM casework_reportfile AS held WHERE held.id = casework_originalasked.file_id));

ALTER TABLE casework_originalanswer ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS by_a_second ON casework_originalanswer;
CREATE POLICY by_a_second ON casework_originalanswer TO upstander_desk
    USING (EXISTS (SELECT FROM casework_originalasked AS asked WHERE asked.id = asked_id))
    WITH CHECK (by_id = access_asker()
        AND EXISTS (SELECT FROM casework_originalasked AS asked WHERE asked.id = asked_id AND asked.by_id <> access_asker()));

-- Whether somebody at the desk may read a report now, whoever asks: the same as casework_kept_reports says for who asks.
CREATE OR REPLACE FUNCTION casework_reads(one access_account, report uuid) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT one.is_active AND one.compared AND EXISTS (SELECT FROM casework_report AS held WHERE held.id = report
            AND (one.role = 'manager' OR (one.role = 'analyst' AND NOT held.held)))
        AND NOT EXISTS (SELECT FROM casework_reportexclusion WHERE report_id = report AND account_id = one.id)
        AND NOT EXISTS (SELECT FROM (
                SELECT subject_mark FROM casework_reportsubject WHERE report_id = report
                UNION ALL SELECT subject_mark FROM casework_reportname
                    WHERE report_id = report AND let_go_by_id IS NULL) AS subject
            WHERE subject_mark IN (SELECT access_hidden_from(one.id)))
$body$;

-- Whether a second person's yes holds now: not too old, and they are still at the desk and may still read the report.
CREATE OR REPLACE FUNCTION casework_original_allowed(asked uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT EXISTS (SELECT FROM casework_originalanswer AS answer
        JOIN casework_originalasked AS held ON held.id = answer.asked_id
        JOIN casework_reportfile AS file ON file.id = held.file_id
        JOIN access_account AS second ON second.id = answer.by_id
        WHERE answer.asked_id = asked AND held.by_id = access_asker() AND answer.allowed
            AND answer.at > now() - interval '7 days' AND casework_reads(second, file.report_id))
$body$;
REVOKE EXECUTE ON FUNCTION casework_reads(access_account, uuid), casework_original_allowed(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION casework_original_allowed(uuid) TO upstander_desk;

ALTER TABLE casework_originaltaken ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS by_who_asked ON casework_originaltaken;
CREATE POLICY by_who_asked ON casework_originaltaken TO upstander_desk
    USING (EXISTS (SELECT FROM casework_originalasked AS asked WHERE asked.id = asked_id))
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) = 'manager'
        AND casework_original_allowed(asked_id));

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['originalasked', 'originalanswer', 'originaltaken'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
        EXECUTE format('GRANT SELECT, INSERT ON casework_%s TO upstander_desk', kept);
    END LOOP;
END $body$;
