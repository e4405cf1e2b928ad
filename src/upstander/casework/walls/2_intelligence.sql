-- Intelligence reports in the second wall: the same answers as policy.py. Run after 1_leads_and_matters.sql.

-- The reports that are about the person who asks, or about anybody they have a tie to, and those made from a report of
-- the door that is kept from them.
CREATE OR REPLACE FUNCTION casework_hidden_reports() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT report_id FROM casework_intelligencesubject
        WHERE subject_mark IN (SELECT access_hidden()) OR (SELECT access_waits())
    UNION ALL SELECT casework_made_from_kept()
$body$;

ALTER TABLE casework_intelligencereport ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS as_policy ON casework_intelligencereport;
CREATE POLICY as_policy ON casework_intelligencereport
    USING ((SELECT access_role()) IN ('analyst', 'manager') AND id NOT IN (SELECT casework_hidden_reports()));
DROP POLICY IF EXISTS in_ones_own_name ON casework_intelligencereport;
CREATE POLICY in_ones_own_name ON casework_intelligencereport AS RESTRICTIVE FOR INSERT
    WITH CHECK (writer_id = access_asker() AND state = 'received');

-- Not through the report: whoever names somebody they have a tie to must be able to write it, and sees it no more.
ALTER TABLE casework_intelligencesubject ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_report ON casework_intelligencesubject;
CREATE POLICY of_a_report ON casework_intelligencesubject
    USING ((SELECT access_role()) IN ('analyst', 'manager') AND report_id NOT IN (SELECT casework_hidden_reports()))
    WITH CHECK (by_id = access_asker() AND EXISTS (SELECT FROM casework_intelligencereport AS report
        WHERE report.id = casework_intelligencesubject.report_id));

-- An entry of a link is there for whom the other end is, as the link itself.
ALTER TABLE casework_intelligenceentry ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_report ON casework_intelligenceentry;
CREATE POLICY of_a_report ON casework_intelligenceentry
    USING (EXISTS (SELECT FROM casework_intelligencereport AS report
            WHERE report.id = casework_intelligenceentry.report_id)
        AND (what <> 'linked'
            OR EXISTS (SELECT FROM casework_lead AS lead WHERE lead.id = casework_intelligenceentry.cause_id)
            OR EXISTS (SELECT FROM casework_intelligencereport AS other
                WHERE other.id = casework_intelligenceentry.cause_id)
            OR EXISTS (SELECT FROM casework_matter AS matter
                WHERE matter.id = casework_intelligenceentry.cause_id)));
DROP POLICY IF EXISTS in_ones_own_name ON casework_intelligenceentry;
CREATE POLICY in_ones_own_name ON casework_intelligenceentry AS RESTRICTIVE FOR INSERT
    WITH CHECK (by_id = access_asker());

-- A link is there for whom both of its ends are.
ALTER TABLE casework_intelligencelink ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS between_what_is_seen ON casework_intelligencelink;
CREATE POLICY between_what_is_seen ON casework_intelligencelink
    USING (EXISTS (SELECT FROM casework_intelligencereport AS report
            WHERE report.id = casework_intelligencelink.report_id)
        AND (lead_id IS NULL OR EXISTS (SELECT FROM casework_lead AS lead
            WHERE lead.id = casework_intelligencelink.lead_id))
        AND (other_id IS NULL OR EXISTS (SELECT FROM casework_intelligencereport AS other
            WHERE other.id = casework_intelligencelink.other_id))
        AND (matter_id IS NULL OR EXISTS (SELECT FROM casework_matter AS matter
            WHERE matter.id = casework_intelligencelink.matter_id)));
DROP POLICY IF EXISTS in_ones_own_name ON casework_intelligencelink;
CREATE POLICY in_ones_own_name ON casework_intelligencelink AS RESTRICTIVE FOR INSERT
    WITH CHECK (by_id = access_asker());

-- Who gave it: for who took it in, and for the manager.
ALTER TABLE casework_intelligencesource ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS as_policy ON casework_intelligencesource;
CREATE POLICY as_policy ON casework_intelligencesource
    USING (((SELECT access_role()) = 'manager' OR by_id = access_asker())
        AND EXISTS (SELECT FROM casework_intelligencereport AS report
            WHERE report.id = casework_intelligencesource.report_id))
    WITH CHECK (by_id = access_asker() AND EXISTS (SELECT FROM casework_intelligencereport AS report
        WHERE report.id = casework_intelligencesource.report_id AND report.writer_id = access_asker()));

-- What those who work on a matter read of the reports linked to it: the sanitised text, its grading and its day. Who
-- may read the reports themselves is not asked; the columns that could lead to the source are not given.
CREATE OR REPLACE FUNCTION casework_reports_for(about uuid)
RETURNS TABLE (id uuid, received_on date, sanitised bytea, source_grade text, assessment text, handling text,
    conditions bytea, subject_marks text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT report.id, report.received_on, report.sanitised, report.source_grade, report.assessment, report.handling,
        report.conditions, ARRAY(SELECT subject_mark::text FROM casework_intelligencesubject AS subject
            WHERE subject.report_id = report.id)
    FROM casework_intelligencelink AS link JOIN casework_intelligencereport AS report ON report.id = link.report_id
    WHERE link.matter_id = about AND report.sanitised IS NOT NULL AND casework_may_know(about)
        AND (access_role() = 'manager'
            OR (access_role() IN ('investigator', 'authority', 'liaison') AND casework_is_on(about)
                AND about IN (SELECT casework_all_read())))
        AND report.id NOT IN (SELECT casework_hidden_reports())
    ORDER BY report.received_on, report.id
$body$;

-- Older reports come back by themselves, whoever names the same member of staff and however: also where who does so
-- may not see them. It says nothing to who did. Each leaves an entry and a line in the log.
CREATE OR REPLACE FUNCTION casework_bring_back(about text, but uuid, kind text, which uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE
    one uuid;
BEGIN
    FOR one IN SELECT report.id FROM casework_intelligencereport AS report
        WHERE report.state IN ('filed', 'developed', 'disseminated') AND report.id IS DISTINCT FROM but
            AND EXISTS (SELECT FROM casework_intelligencesubject AS subject
                WHERE subject.report_id = report.id AND subject.subject_mark = about)
        ORDER BY report.id FOR UPDATE
    LOOP
        IF coalesce(current_setting('upstander.unseen', true), '') = '' THEN
            UPDATE casework_intelligencereport SET state = 'back', review_on = NULL WHERE id = one;
        END IF;
        INSERT INTO casework_intelligenceentry (report_id, at, what, cause, cause_id)
            VALUES (one, now(), 'came back', kind, which);
        PERFORM audit.append(coalesce(access_asker()::text, 'nobody signed in'), 'intelligence came back',
            'intelligence', one::text, '', 'done', jsonb_build_object(kind, which::text));
    END LOOP;
END
$body$;
REVOKE EXECUTE ON FUNCTION casework_bring_back(text, uuid, text, uuid) FROM PUBLIC;

CREATE OR REPLACE FUNCTION casework_named_in_a_report() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    PERFORM casework_bring_back(NEW.subject_mark, NEW.report_id, 'report', NEW.report_id);
    RETURN NULL;
END
$body$;
CREATE OR REPLACE FUNCTION casework_named_by() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    PERFORM casework_bring_back(NEW.subject_mark, NULL, TG_ARGV[0], NEW.id);
    RETURN NULL;
END
$body$;
CREATE OR REPLACE TRIGGER older_reports_come_back AFTER INSERT ON casework_intelligencesubject
    FOR EACH ROW EXECUTE FUNCTION casework_named_in_a_report();
CREATE OR REPLACE TRIGGER older_reports_come_back AFTER INSERT ON casework_lead
    FOR EACH ROW EXECUTE FUNCTION casework_named_by('lead');
CREATE OR REPLACE TRIGGER older_reports_come_back AFTER INSERT ON casework_matter
    FOR EACH ROW EXECUTE FUNCTION casework_named_by('matter');

CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_intelligenceentry
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_intelligencesubject
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_intelligencesource
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_intelligencelink
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();
CREATE OR REPLACE TRIGGER stays BEFORE DELETE OR UPDATE OF original, received_on, came_by, writer_id, source_marks
    ON casework_intelligencereport FOR EACH ROW EXECUTE FUNCTION access_only_added_to();

GRANT SELECT, INSERT ON casework_intelligencereport, casework_intelligencesubject, casework_intelligencesource,
    casework_intelligenceentry, casework_intelligencelink TO upstander_desk;
GRANT UPDATE (state, sanitised, category, source_grade, assessment, handling, conditions, review_on)
    ON casework_intelligencereport TO upstander_desk;
