-- What somebody read and answered: theirs, and the prevent officer's and the manager's, but for whoever a tie keeps from
-- them. Nobody writes in another's name, and nothing is changed (policy.py, against_attempt).
CREATE OR REPLACE FUNCTION workforce_own_mark() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT mark FROM access_account WHERE id = access_asker() AND is_active
$body$;

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['pageread', 'sitting', 'attempt'] LOOP
        EXECUTE format('ALTER TABLE workforce_%s ENABLE ROW LEVEL SECURITY', kept);
        EXECUTE format('DROP POLICY IF EXISTS own_or_prevention ON workforce_%s', kept);
        EXECUTE format('CREATE POLICY own_or_prevention ON workforce_%s FOR SELECT
            USING ((by_id = access_asker() AND (SELECT access_role()) IS NOT NULL)
                OR ((SELECT access_role()) IN (''prevent'', ''manager'') AND mark NOT IN (SELECT access_hidden())))', kept);
    END LOOP;
END $body$;
DROP POLICY IF EXISTS own ON workforce_pageread;
CREATE POLICY own ON workforce_pageread FOR INSERT
    WITH CHECK (by_id = access_asker() AND mark = (SELECT workforce_own_mark()));
DROP POLICY IF EXISTS own ON workforce_sitting;
CREATE POLICY own ON workforce_sitting FOR INSERT
    WITH CHECK (by_id = access_asker() AND mark = (SELECT workforce_own_mark()));
DROP POLICY IF EXISTS own_sitting ON workforce_attempt;
CREATE POLICY own_sitting ON workforce_attempt FOR INSERT
    WITH CHECK (by_id = access_asker() AND mark = (SELECT workforce_own_mark()) AND EXISTS (
        SELECT FROM workforce_sitting AS sitting WHERE sitting.id = sitting_id AND sitting.by_id = access_asker()
            AND sitting.module = workforce_attempt.module AND sitting.version = workforce_attempt.version));

-- What was answered and not sent is nobody else's.
ALTER TABLE workforce_sittinganswer ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own_sitting ON workforce_sittinganswer;
CREATE POLICY own_sitting ON workforce_sittinganswer
    USING (by_id = access_asker() AND (SELECT access_role()) IS NOT NULL)
    WITH CHECK (by_id = access_asker()
        AND EXISTS (SELECT FROM workforce_sitting AS sitting WHERE sitting.id = sitting_id AND sitting.by_id = access_asker())
        AND NOT EXISTS (SELECT FROM workforce_attempt AS sent WHERE sent.sitting_id = workforce_sittinganswer.sitting_id));

-- For a supervisor: on which day each of some people last passed a module, and nothing of what they did not pass. Who
-- supervises whom stands in the force's records, outside this database: the desk asks for a supervisor's own team alone.
CREATE OR REPLACE FUNCTION workforce_passed_on(whose text[], which text, share double precision, versions int)
RETURNS TABLE (of_mark text, passed_on timestamptz) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT mark, max(at) FROM workforce_attempt
    WHERE access_role() IS NOT NULL AND module = which AND mark = ANY(whose) AND mark NOT IN (SELECT access_hidden())
        AND "right"::double precision / asked >= share AND version >= versions
    GROUP BY mark
$body$;
REVOKE ALL ON FUNCTION workforce_passed_on(text[], text, double precision, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION workforce_passed_on(text[], text, double precision, int) TO upstander_desk;

-- For the checklist: how many of some people passed a module since a moment. Whoever reads the checklist learns a number.
CREATE OR REPLACE FUNCTION workforce_how_many_passed(whose text[], which text, share double precision, since timestamptz, versions int)
RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT count(DISTINCT mark) FROM workforce_attempt
    WHERE access_role() IN ('prevent', 'manager', 'chief', 'authority', 'auditor') AND module = which
        AND (whose IS NULL OR mark = ANY(whose)) AND at >= since AND version >= versions
        AND "right"::double precision / asked >= share
$body$;
REVOKE ALL ON FUNCTION workforce_how_many_passed(text[], text, double precision, timestamptz, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION workforce_how_many_passed(text[], text, double precision, timestamptz, int) TO upstander_desk;

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['pageread', 'sitting', 'sittinganswer', 'attempt'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON workforce_%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
        EXECUTE format('GRANT SELECT, INSERT ON workforce_%s TO upstander_desk', kept);
    END LOOP;
END $body$;
GRANT USAGE ON SEQUENCE workforce_pageread_id_seq, workforce_sittinganswer_id_seq TO upstander_desk;
