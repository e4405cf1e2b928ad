-- Reports of the door in the second wall: the same answers as policy.py. Run after the others, and after the door's own.

ALTER TABLE casework_report ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS as_policy ON casework_report;
CREATE POLICY as_policy ON casework_report TO upstander_desk
    USING ((SELECT access_role()) IN ('analyst', 'manager') AND id NOT IN (SELECT casework_kept_reports()));

-- What did not come by the door is typed in by who reads reports, in their own name.
DROP POLICY IF EXISTS typed_in ON casework_report;
CREATE POLICY typed_in ON casework_report AS RESTRICTIVE FOR INSERT TO upstander_desk
    WITH CHECK (box IS NULL AND taken_by_id = access_asker() AND state = 'received');
GRANT INSERT ON casework_report TO upstander_desk;

-- Whether somebody typed a report in: they may still say from whom it is kept when that is themselves.
-- Only while they do so: once anything else was done with it, it is a report like any other.
CREATE OR REPLACE FUNCTION casework_typed_in(report uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT EXISTS (SELECT FROM casework_report AS held WHERE id = report AND taken_by_id = access_asker()
        AND state = 'received' AND NOT EXISTS (SELECT FROM casework_reportentry AS done
            WHERE done.report_id = report AND done.what <> 'typed in'))
$body$;
REVOKE EXECUTE ON FUNCTION casework_typed_in(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION casework_typed_in(uuid) TO upstander_desk;

-- Whether who asks has typed something in already: a page may be sent twice, and what it says be kept from them by then.
CREATE OR REPLACE FUNCTION casework_is_typed_in(report uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT EXISTS (SELECT FROM casework_report WHERE id = report AND taken_by_id = access_asker())
$body$;
REVOKE EXECUTE ON FUNCTION casework_is_typed_in(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION casework_is_typed_in(uuid) TO upstander_desk;

-- What belongs to a report is there for whom the report is. Who adds a row does so in their own name.
DO $body$ DECLARE kept text; whose text; BEGIN
    FOREACH kept IN ARRAY ARRAY['reportmessage', 'reportfile', 'reportentry', 'reportsubject', 'reportexclusion'] LOOP
        whose := format('EXISTS (SELECT FROM casework_report AS held WHERE held.id = casework_%s.report_id)', kept);
        EXECUTE format('ALTER TABLE casework_%s ENABLE ROW LEVEL SECURITY', kept);
        EXECUTE format('DROP POLICY IF EXISTS of_a_report ON casework_%s', kept);
        EXECUTE format('CREATE POLICY of_a_report ON casework_%s FOR SELECT TO upstander_desk USING (%s)', kept, whose);
        EXECUTE format('GRANT SELECT ON casework_%s TO upstander_desk', kept);
        EXECUTE format('DROP POLICY IF EXISTS taken_in ON casework_%s', kept);
        EXECUTE format('DROP POLICY IF EXISTS in_ones_own_name ON casework_%s', kept);
        CONTINUE WHEN kept = 'reportfile';
        EXECUTE format('CREATE POLICY in_ones_own_name ON casework_%s FOR INSERT TO upstander_desk
            WITH CHECK (by_id = access_asker() AND %s)', kept, whose);
        EXECUTE format('GRANT INSERT ON casework_%s TO upstander_desk', kept);
    END LOOP;
    FOREACH kept IN ARRAY ARRAY['reportmessage', 'reportfile', 'reportentry', 'reportsubject'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
    END LOOP;
END $body$;

-- Nobody but a manager keeps a report from a manager or the auditor, who answer for what is done with it, unless who told
-- it asked for that and it is being typed in.
DROP POLICY IF EXISTS not_from_who_answers ON casework_reportexclusion;
CREATE POLICY not_from_who_answers ON casework_reportexclusion AS RESTRICTIVE FOR INSERT TO upstander_desk
    WITH CHECK ((why <> 'desk' AND casework_typed_in(report_id)) OR (SELECT access_role()) = 'manager'
        OR account_id NOT IN (SELECT id FROM access_account WHERE role IN ('manager', 'auditor')));

-- A name that a report may tell of is let go by two: a manager proposes it, and somebody else who reads reports says so
-- too, each in their own name. It is otherwise not touched by the desk.
ALTER TABLE casework_reportname ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_report ON casework_reportname;
CREATE POLICY of_a_report ON casework_reportname FOR SELECT TO upstander_desk
    USING (EXISTS (SELECT FROM casework_report AS held WHERE held.id = casework_reportname.report_id));
DROP POLICY IF EXISTS let_go ON casework_reportname;
CREATE POLICY let_go ON casework_reportname FOR UPDATE TO upstander_desk
    USING (let_go_by_id IS NULL
        AND EXISTS (SELECT FROM casework_report AS held WHERE held.id = casework_reportname.report_id))
    WITH CHECK (EXISTS (SELECT FROM casework_report AS held WHERE held.id = casework_reportname.report_id));
CREATE OR REPLACE FUNCTION casework_let_go_by_two() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF OLD.proposed_by_id IS NULL AND NEW.let_go_by_id IS NULL AND NEW.proposed_by_id = access_asker()
            AND access_role() = 'manager' THEN
        RETURN NEW;
    ELSIF NEW.proposed_by_id = OLD.proposed_by_id AND OLD.proposed_by_id <> access_asker()
            AND NEW.let_go_by_id = access_asker() THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a name is let go by two: a manager, and then somebody else';
END
$body$;
CREATE OR REPLACE TRIGGER let_go_by_two BEFORE UPDATE OF proposed_by_id, let_go_by_id ON casework_reportname
    FOR EACH ROW EXECUTE FUNCTION casework_let_go_by_two();
DROP POLICY IF EXISTS typed_in ON casework_reportname;
CREATE POLICY typed_in ON casework_reportname FOR INSERT TO upstander_desk
    WITH CHECK (proposed_by_id IS NULL AND let_go_by_id IS NULL AND casework_typed_in(report_id));
GRANT SELECT, INSERT, UPDATE (proposed_by_id, let_go_by_id) ON casework_reportname TO upstander_desk;

-- Names of those to whom somebody has a tie: whoever declares a tie adds one, and nobody at the desk reads any but to
-- compare what is taken in with all of them. Whose ties they are is not told.
CREATE OR REPLACE FUNCTION casework_names_to_compare() RETURNS SETOF casework_tiedname LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT * FROM casework_tiedname
    WHERE coalesce(nullif(current_setting('role'), 'none'), session_user) <> 'upstander_desk'
        OR (SELECT access_role()) IN ('analyst', 'manager')  -- who takes reports in
    ORDER BY id
$body$;
REVOKE EXECUTE ON FUNCTION casework_names_to_compare() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION casework_names_to_compare() TO upstander_desk, upstander_post;
ALTER TABLE casework_tiedname ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_ones_own_tie ON casework_tiedname;
CREATE POLICY of_ones_own_tie ON casework_tiedname FOR INSERT TO upstander_desk
    WITH CHECK (subject_mark IN (SELECT access_hidden()));
GRANT INSERT ON casework_tiedname TO upstander_desk;
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_tiedname
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();

-- A new name keeps every report that says anything from whoever has the tie, but those that were compared with it and
-- do not tell of it (tied_names.add), until it is compared. It waits for a letter that is being taken in just now.
CREATE OR REPLACE FUNCTION casework_keep_from_the_tied() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('upstander post room', 0));
    INSERT INTO casework_reportname (id, report_id, subject_mark, why)
        SELECT gen_random_uuid(), id, NEW.subject_mark, 'newer' FROM casework_report WHERE keeps_from
            AND id::text <> ALL (string_to_array(coalesce(current_setting('upstander.compared', true), ''), ','));
    RETURN NULL;
END
$body$;
CREATE OR REPLACE TRIGGER kept_from_the_tied AFTER INSERT ON casework_tiedname
    FOR EACH ROW EXECUTE FUNCTION casework_keep_from_the_tied();
DROP POLICY IF EXISTS typed_in ON casework_reportfile;
CREATE POLICY typed_in ON casework_reportfile FOR INSERT TO upstander_desk WITH CHECK (casework_typed_in(report_id));
GRANT INSERT ON casework_reportfile TO upstander_desk;
DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['reportsubject', 'reportexclusion'] LOOP
        EXECUTE format('DROP POLICY IF EXISTS typed_in ON casework_%s', kept);
        EXECUTE format('CREATE POLICY typed_in ON casework_%s FOR INSERT TO upstander_desk
            WITH CHECK (by_id = access_asker() AND casework_typed_in(report_id))', kept);
    END LOOP;
END $body$;

-- A link is there for whom both of its ends are.
ALTER TABLE casework_reportlink ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS between_what_is_seen ON casework_reportlink;
CREATE POLICY between_what_is_seen ON casework_reportlink TO upstander_desk
    USING (EXISTS (SELECT FROM casework_report AS held WHERE held.id = casework_reportlink.report_id)
        AND (other_id IS NULL OR EXISTS (SELECT FROM casework_report AS other
            WHERE other.id = casework_reportlink.other_id))
        AND (intelligence_id IS NULL OR EXISTS (SELECT FROM casework_intelligencereport AS made
            WHERE made.id = casework_reportlink.intelligence_id))
        AND (matter_id IS NULL OR EXISTS (SELECT FROM casework_matter AS matter
            WHERE matter.id = casework_reportlink.matter_id)));
DROP POLICY IF EXISTS in_ones_own_name ON casework_reportlink;
CREATE POLICY in_ones_own_name ON casework_reportlink AS RESTRICTIVE FOR INSERT TO upstander_desk
    WITH CHECK (by_id = access_asker());
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_reportlink
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();

-- An older report that came back says by what. Whom the new one is kept from is not told.
DROP POLICY IF EXISTS not_kept_from_them ON casework_intelligenceentry;
CREATE POLICY not_kept_from_them ON casework_intelligenceentry AS RESTRICTIVE FOR SELECT TO upstander_desk
    USING (cause_id IS NULL OR cause_id NOT IN (SELECT casework_made_from_kept()));
