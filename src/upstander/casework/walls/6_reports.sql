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

-- What came stays as it came. What it says is changed in one way: its key is destroyed, by a manager; only then may the
-- post room give it a new one, for what its reporter writes from then on.
CREATE OR REPLACE FUNCTION casework_only_destroyed() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF OLD.private_key IS NOT NULL AND NEW.private_key IS NULL
            AND (NEW.public_key IS NOT NULL OR access_role() IS DISTINCT FROM 'manager') THEN
        RAISE EXCEPTION 'only the unit''s manager destroys the key of a report, and both halves of it';
    END IF;
    IF OLD.private_key IS NOT NULL AND NEW.private_key IS NOT NULL
            AND (NEW.sealed, NEW.public_key, NEW.private_key) IS DISTINCT FROM (OLD.sealed, OLD.public_key, OLD.private_key) THEN
        RAISE EXCEPTION 'what a report says is never changed';
    END IF;
    RETURN NEW;
END
$body$;
CREATE OR REPLACE TRIGGER only_destroyed BEFORE UPDATE OF sealed, public_key, private_key ON casework_report
    FOR EACH ROW EXECUTE FUNCTION casework_only_destroyed();
CREATE OR REPLACE TRIGGER stays BEFORE DELETE OR UPDATE OF box, taken_by_id, door, language, received_on ON casework_report
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();

-- At the desk a report moves with an entry of its history, in the same transaction: nobody moves one without a word.
CREATE OR REPLACE FUNCTION casework_entered() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    PERFORM set_config('upstander.entered', coalesce(current_setting('upstander.entered', true), '') || NEW.report_id, true);
    RETURN NULL;
END
$body$;
CREATE OR REPLACE TRIGGER entered AFTER INSERT ON casework_reportentry
    FOR EACH ROW EXECUTE FUNCTION casework_entered();
CREATE OR REPLACE FUNCTION casework_moves_with_an_entry() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF coalesce(nullif(current_setting('role'), 'none'), session_user) = 'upstander_desk'
            AND position(NEW.id::text IN coalesce(current_setting('upstander.entered', true), '')) = 0 THEN
        RAISE EXCEPTION 'a report moves with an entry of its history';
    END IF;
    RETURN NEW;
END
$body$;
CREATE OR REPLACE TRIGGER moves_with_an_entry BEFORE UPDATE OF state ON casework_report FOR EACH ROW
    WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION casework_moves_with_an_entry();

-- At the desk a report is destroyed with its key and by a manager, who alone decides who reads what is held; who types one
-- in may hold it while they do so.
CREATE OR REPLACE FUNCTION casework_by_a_manager() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF coalesce(nullif(current_setting('role'), 'none'), session_user) <> 'upstander_desk' THEN
        RETURN NEW;
    ELSIF NEW.state = 'destroyed' AND OLD.state <> 'destroyed'
            AND (NEW.private_key IS NOT NULL OR access_role() IS DISTINCT FROM 'manager') THEN
        RAISE EXCEPTION 'a report is destroyed by the unit''s manager, with its key';
    ELSIF NEW.state = 'handed_over' AND OLD.state <> 'handed_over' AND access_role() IS DISTINCT FROM 'manager' THEN
        RAISE EXCEPTION 'a report is handed over by the unit''s manager';
    ELSIF NEW.held <> OLD.held AND access_role() IS DISTINCT FROM 'manager'
            AND NOT (NEW.held AND casework_typed_in(NEW.id)) THEN
        RAISE EXCEPTION 'the unit''s manager decides who reads a report that is held';
    END IF;
    RETURN NEW;
END
$body$;
CREATE OR REPLACE TRIGGER by_a_manager BEFORE UPDATE OF state, held ON casework_report
    FOR EACH ROW EXECUTE FUNCTION casework_by_a_manager();

GRANT SELECT, UPDATE (state, urgent, held, public_key, private_key, sealed) ON casework_report TO upstander_desk;
GRANT SELECT, INSERT ON casework_reportlink TO upstander_desk;

-- Replies, and the close of a box, for the reports that somebody may see.
DROP POLICY IF EXISTS of_a_report ON reporting_box;
CREATE POLICY of_a_report ON reporting_box TO upstander_desk
    USING (EXISTS (SELECT FROM casework_report WHERE casework_report.box = reporting_box.id));
DROP POLICY IF EXISTS of_a_report ON reporting_reply;
CREATE POLICY of_a_report ON reporting_reply FOR INSERT TO upstander_desk
    WITH CHECK (EXISTS (SELECT FROM casework_report WHERE casework_report.box = reporting_reply.box_id));
GRANT SELECT (id, public_key, closed_on), UPDATE (closed_on) ON reporting_box TO upstander_desk;
GRANT INSERT ON reporting_reply TO upstander_desk;

-- A report is handed over outside the force: its letters wait, sealed to whoever receives there, for the next bag, and
-- what its reporter writes from then on goes there. A manager does it, with a report that they may see. Gives 'done';
-- 'not ours' where the box is not the unit's, or came in a bag from another force's door; 'waiting' where a letter of it
-- to the unit was not taken in yet: it would go to the unit. The post room takes none meanwhile, and the door none to
-- the unit (reporting_take). Whoever calls it undoes all of it unless it was done.
DROP FUNCTION IF EXISTS casework_hand_over(uuid, text, uuid[], date[], bytea[]);  -- what it answers has changed
CREATE FUNCTION casework_hand_over(report uuid, receiver text, ids uuid[], days date[], sealed bytea[])
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE held casework_report%ROWTYPE;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('upstander post room', 0));
    SELECT * INTO held FROM casework_report WHERE id = report AND access_role() = 'manager'
        AND id NOT IN (SELECT casework_kept_reports());
    IF NOT FOUND THEN
        RAISE EXCEPTION 'only the unit''s manager hands a report over' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE reporting_box SET recipient = receiver, closed_on = NULL
        WHERE id = held.box AND recipient = 'unit' AND receiver <> 'unit' AND came_by_bag IS NULL;
    IF NOT FOUND THEN
        RETURN 'not ours';
    END IF;
    IF EXISTS (SELECT FROM reporting_letter WHERE box_id = held.box AND recipient = 'unit' AND taken_on IS NULL) THEN
        RETURN 'waiting';
    END IF;
    INSERT INTO reporting_letter (id, box_id, recipient, urgent, received_on, sealed)
        SELECT one.id, held.box, receiver, held.urgent, one.day, one.sealed
        FROM unnest(ids, days, sealed) AS one (id, day, sealed);
    RETURN 'done';
END
$body$;
REVOKE EXECUTE ON FUNCTION casework_hand_over(uuid, text, uuid[], date[], bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION casework_hand_over(uuid, text, uuid[], date[], bytea[]) TO upstander_desk;

-- The post room: it writes what came and reads nothing of it. Of a report it knows the box, where it stands, and the half
-- of the key that seals; of the desk's people the name and the mark, with which it compares whom to keep it from.
DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['report', 'reportmessage', 'reportfile', 'reportentry', 'reportsubject', 'reportexclusion'] LOOP
        EXECUTE format('DROP POLICY IF EXISTS taken_in ON casework_%s', kept);
        EXECUTE format('CREATE POLICY taken_in ON casework_%s TO upstander_post USING (true) WITH CHECK (%s)', kept,
            CASE WHEN kept IN ('report', 'reportfile') THEN 'true' ELSE 'by_id IS NULL' END);
        EXECUTE format('GRANT SELECT (id), INSERT ON casework_%s TO upstander_post', kept);
    END LOOP;
END $body$;
GRANT SELECT (box, state, urgent, public_key),
    UPDATE (state, urgent, held, keeps_from, about_unit, public_key, private_key)
    ON casework_report TO upstander_post;
GRANT SELECT (id, name, mark, bare_mark) ON access_account TO upstander_post;
DROP POLICY IF EXISTS taken_in ON casework_reportname;
CREATE POLICY taken_in ON casework_reportname FOR INSERT TO upstander_post
    WITH CHECK (proposed_by_id IS NULL AND let_go_by_id IS NULL);
GRANT INSERT ON casework_reportname TO upstander_post;
DROP POLICY IF EXISTS compared ON casework_tiedname;

-- An urgent report that was typed in has the duty person told as an urgent letter has: of that, and of nothing in it.
CREATE OR REPLACE FUNCTION casework_urgent_typed_in() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    PERFORM pg_notify('upstander_urgent', '');
    RETURN NULL;
END
$body$;
CREATE OR REPLACE TRIGGER urgent_typed_in AFTER INSERT ON casework_report
    FOR EACH ROW WHEN (NEW.urgent AND NEW.box IS NULL) EXECUTE FUNCTION casework_urgent_typed_in();

-- Which urgent letters the duty person was told of: written and read by whoever tells them.
ALTER TABLE casework_dutytold ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS told ON casework_dutytold;
CREATE POLICY told ON casework_dutytold TO upstander_post USING (true);
GRANT SELECT, INSERT ON casework_dutytold TO upstander_post;

-- Whatever calls a report safeguarding rings for the duty person, as an urgent letter does (reporting/walls/1_door.sql).
-- The row holds a day, and not of which report: whoever tells them learns no more than that they are to be told.
ALTER TABLE casework_dutycall ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS told ON casework_dutycall;
CREATE POLICY told ON casework_dutycall FOR SELECT TO upstander_post USING (true);
GRANT SELECT ON casework_dutycall TO upstander_post;
CREATE OR REPLACE FUNCTION casework_call_duty() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    INSERT INTO casework_dutycall (id, day) VALUES (gen_random_uuid(), current_date);
    PERFORM pg_notify('upstander_urgent', '');
    RETURN NULL;
END
$body$;
CREATE OR REPLACE TRIGGER calls_duty AFTER UPDATE OF state ON casework_report FOR EACH ROW
    WHEN (NEW.state = 'safeguarding' AND OLD.state <> 'safeguarding') EXECUTE FUNCTION casework_call_duty();
REVOKE EXECUTE ON FUNCTION casework_call_duty() FROM PUBLIC;

-- Who comes to the desk later is kept from every report that says from whom it is to be kept, until they are compared
-- with it (post.compare_again).
CREATE OR REPLACE FUNCTION casework_keep_from_newcomer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    INSERT INTO casework_reportexclusion (id, report_id, account_id, why)
        SELECT gen_random_uuid(), id, NEW.id, 'newer' FROM casework_report WHERE keeps_from;
    RETURN NULL;
END
$body$;
CREATE OR REPLACE TRIGGER kept_from_older_reports AFTER INSERT ON access_account
    FOR EACH ROW EXECUTE FUNCTION casework_keep_from_newcomer();

-- How many open reports nobody at the desk may see: whoever runs the post room must be told, and nothing else of them.
CREATE OR REPLACE FUNCTION casework_seen_by_nobody() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT count(*) FROM casework_report AS report WHERE state NOT IN ('closed', 'destroyed', 'handed_over') AND NOT EXISTS (
        SELECT FROM access_account AS one WHERE is_active AND (role = 'manager' OR (role = 'analyst' AND NOT report.held))
            AND NOT EXISTS (SELECT FROM casework_reportexclusion WHERE report_id = report.id AND account_id = one.id)
            AND NOT EXISTS (SELECT FROM (
                    SELECT subject_mark FROM casework_reportsubject WHERE report_id = report.id
                    UNION ALL SELECT subject_mark FROM casework_reportname
                        WHERE report_id = report.id AND let_go_by_id IS NULL) AS subject
                WHERE (subject_mark = one.mark OR subject_mark IN (
                    SELECT tie.subject_mark FROM access_shutout AS tie WHERE tie.account_id = one.id AND NOT EXISTS (
                        SELECT FROM access_release JOIN access_releasesignature ON release_id = access_release.id
                        WHERE tie_id = tie.id)))))
$body$;
REVOKE EXECUTE ON FUNCTION casework_keep_from_newcomer(), casework_keep_from_the_tied(), casework_seen_by_nobody()
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION casework_seen_by_nobody() TO upstander_post;

-- Answers to reports that a manager destroyed go, whose boxes were closed on that day or earlier; gives which reports.
CREATE OR REPLACE FUNCTION casework_let_go_of_replies(closed_by date) RETURNS SETOF uuid LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    WITH gone AS (DELETE FROM reporting_reply USING reporting_box AS box, casework_report AS report
        WHERE box_id = box.id AND report.box = box.id AND report.state = 'destroyed' AND box.recipient = 'unit'
            AND box.closed_on <= closed_by RETURNING report.id)
    SELECT DISTINCT id FROM gone
$body$;
REVOKE EXECUTE ON FUNCTION casework_let_go_of_replies(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION casework_let_go_of_replies(date) TO upstander_post;

-- Nothing is set aside that somebody decided about or that is urgent by decision, nor without words for its reporter.
CREATE OR REPLACE FUNCTION casework_set_aside_with_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    IF OLD.state NOT IN ('received', 'triaged', 'awaiting', 'replied') THEN
        RAISE EXCEPTION 'only a report that waits is set aside';
    END IF;
    IF NEW.box IS NOT NULL
            AND NOT EXISTS (SELECT FROM casework_reportmessage WHERE report_id = NEW.id AND by_id IS NOT NULL) THEN
        RAISE EXCEPTION 'a report is set aside with words for its reporter';
    END IF;
    RETURN NEW;
END
$body$;
CREATE OR REPLACE TRIGGER set_aside_with_words BEFORE UPDATE OF state ON casework_report FOR EACH ROW
    WHEN (NEW.state = 'set_aside' AND OLD.state <> 'set_aside') EXECUTE FUNCTION casework_set_aside_with_words();

-- No report is closed without words for its reporter and the day on which its box was closed; what was typed in, not
-- without what was told to whom, or why nothing can be told, written at the close.
CREATE OR REPLACE FUNCTION casework_closed_with_feedback() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    IF NEW.box IS NULL THEN
        IF NOT EXISTS (SELECT FROM casework_reportmessage WHERE report_id = NEW.id AND by_id = access_asker()
                AND day >= current_date - 1) THEN
            RAISE EXCEPTION 'a report that was typed in is closed with what was told to whom';
        END IF;
    ELSIF NOT EXISTS (SELECT FROM reporting_box AS box JOIN reporting_reply AS reply ON reply.box_id = box.id
            WHERE box.id = NEW.box AND reply.written_on = box.closed_on) THEN
        RAISE EXCEPTION 'a report is closed with feedback that its reporter finds';
    END IF;
    RETURN NEW;
END
$body$;
CREATE OR REPLACE TRIGGER closed_with_feedback BEFORE UPDATE OF state ON casework_report
    FOR EACH ROW WHEN (NEW.state = 'closed' AND OLD.state <> 'closed') EXECUTE FUNCTION casework_closed_with_feedback();
