-- Integrity health checks: of whoever was asked, of whoever asked, and of those who answer for prevention, but for whom a
-- tie keeps from the latter two, and but for the checks that somebody with a tie to them held. Which of them prevention
-- reads the words of, the desk says (policy.py, against_health_check): those that were drawn. Who supervises whom stands
-- in the force's records, outside this database.
ALTER TABLE workforce_healthcheck ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS as_policy ON workforce_healthcheck;
CREATE POLICY as_policy ON workforce_healthcheck FOR SELECT
    USING ((staff_mark = (SELECT workforce_own_mark()) AND (SELECT access_role()) IS NOT NULL)
        OR (by_id = access_asker() AND (SELECT access_role()) IS NOT NULL AND staff_mark NOT IN (SELECT access_hidden()))
        OR ((SELECT access_role()) IN ('prevent', 'manager') AND staff_mark NOT IN (SELECT access_hidden())
            AND supervisor_mark NOT IN (SELECT access_hidden())));
DROP POLICY IF EXISTS held ON workforce_healthcheck;
CREATE POLICY held ON workforce_healthcheck FOR INSERT
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IS NOT NULL
        AND supervisor_mark = (SELECT workforce_own_mark()) AND staff_mark NOT IN (SELECT access_hidden())
        AND at BETWEEN clock_timestamp() - interval '10 minutes' AND clock_timestamp() + interval '10 minutes');

ALTER TABLE workforce_healthcheckreply ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_check ON workforce_healthcheckreply;
CREATE POLICY of_a_check ON workforce_healthcheckreply FOR SELECT
    USING (EXISTS (SELECT FROM workforce_healthcheck AS held WHERE held.id = check_held_id));
DROP POLICY IF EXISTS by_whoever_was_asked ON workforce_healthcheckreply;
CREATE POLICY by_whoever_was_asked ON workforce_healthcheckreply FOR INSERT
    WITH CHECK (by_id = access_asker() AND EXISTS (SELECT FROM workforce_healthcheck AS held
        WHERE held.id = check_held_id AND held.staff_mark = (SELECT workforce_own_mark())));

-- For a draw: every check that was written in some days, without a word of it, so that nobody's ties decide what can be drawn.
CREATE OR REPLACE FUNCTION workforce_checks_to_draw(since timestamptz, before timestamptz)
RETURNS TABLE (id uuid, staff_id bytea, name bytea, team bytea, held_on date, supervisor_mark varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT held.id, held.staff_id, held.name, held.team, held.held_on, held.supervisor_mark
    FROM workforce_healthcheck AS held
    WHERE access_role() IN ('prevent', 'manager') AND NOT access_waits() AND held.at >= since AND held.at < before
$body$;
REVOKE ALL ON FUNCTION workforce_checks_to_draw(timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION workforce_checks_to_draw(timestamptz, timestamptz) TO upstander_desk;

-- For whoever supervises somebody now: that others held checks with some people, when, and what was agreed; no other word
-- of them. Nothing of whom a tie hides, nor of a check that such a person held. Who supervises whom stands in the force's
-- records, outside this database: the desk asks for a supervisor's own team alone.
CREATE OR REPLACE FUNCTION workforce_earlier_checks(whose text[])
RETURNS TABLE (id uuid, staff_mark varchar, held_on date, at timestamptz, supervisor_mark varchar, talked_through boolean,
    agreed bytea, answered boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT held.id, held.staff_mark, held.held_on, held.at, held.supervisor_mark, held.talked_through, held.agreed,
        EXISTS (SELECT FROM workforce_healthcheckreply AS reply WHERE reply.check_held_id = held.id)
    FROM workforce_healthcheck AS held
    WHERE access_role() IS NOT NULL AND held.staff_mark = ANY(whose) AND held.by_id <> access_asker()
        AND held.staff_mark NOT IN (SELECT access_hidden()) AND held.supervisor_mark NOT IN (SELECT access_hidden())
    ORDER BY held.held_on DESC, held.at DESC, held.id
$body$;
REVOKE ALL ON FUNCTION workforce_earlier_checks(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION workforce_earlier_checks(text[]) TO upstander_desk;

-- For the checklist: with how many people something was talked through here after a day, in steps of five. It is told of
-- everybody: whoever could choose the people could ask for one, a tie or not.
DROP FUNCTION IF EXISTS workforce_how_many_talked(text[], date);
CREATE OR REPLACE FUNCTION workforce_how_many_talked(since date)
RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT count(DISTINCT staff_mark) / 5 * 5 FROM workforce_healthcheck
    WHERE access_role() IN ('prevent', 'manager', 'chief', 'authority', 'auditor') AND talked_through AND held_on > since
$body$;
REVOKE ALL ON FUNCTION workforce_how_many_talked(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION workforce_how_many_talked(date) TO upstander_desk;

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['healthcheck', 'healthcheckreply'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON workforce_%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
        EXECUTE format('GRANT SELECT, INSERT ON workforce_%s TO upstander_desk', kept);
    END LOOP;
END $body$;
GRANT USAGE ON SEQUENCE workforce_healthcheckreply_id_seq TO upstander_desk;
