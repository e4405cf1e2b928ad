-- What may become of a report of the door, and by whom: what came stays, and what is done with it leaves a word.

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
                AND day >= access_today() - 1) THEN
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
