-- Assessments of threats: drafts are there for the manager and the chief officer; what is adopted, for those who answer
-- for prevention too (learning/policy.py). The manager writes; the chief officer adopts what another wrote.
DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['threatassessment', 'threatversion', 'threatadoption'] LOOP
        EXECUTE format('ALTER TABLE learning_%s ENABLE ROW LEVEL SECURITY', kept);
        EXECUTE format('DROP POLICY IF EXISTS drafts ON learning_%s', kept);
        EXECUTE format('CREATE POLICY drafts ON learning_%s FOR SELECT TO upstander_desk
            USING ((SELECT access_role()) IN (''manager'', ''chief''))', kept);
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON learning_%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
        EXECUTE format('GRANT SELECT, INSERT ON learning_%s TO upstander_desk', kept);
        EXECUTE format('DROP POLICY IF EXISTS written ON learning_%s', kept);
        CONTINUE WHEN kept = 'threatadoption';
        EXECUTE format('CREATE POLICY written ON learning_%s FOR INSERT TO upstander_desk
            WITH CHECK (by_id = access_asker() AND (SELECT access_role()) = ''manager'')', kept);
    END LOOP;
END $body$;
-- Asked past the walls, as each of the two tables asks the other.
CREATE OR REPLACE FUNCTION learning_threats_of_another(version bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT EXISTS (SELECT FROM learning_threatversion WHERE id = version AND by_id <> access_asker())
$body$;
REVOKE EXECUTE ON FUNCTION learning_threats_of_another(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learning_threats_of_another(bigint) TO upstander_desk;
CREATE POLICY written ON learning_threatadoption FOR INSERT TO upstander_desk
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) = 'chief' AND learning_threats_of_another(version_id));

-- Whoever answers for prevention reads the versions that were adopted, and no draft.
DROP POLICY IF EXISTS adopted ON learning_threatadoption;
CREATE POLICY adopted ON learning_threatadoption FOR SELECT TO upstander_desk
    USING ((SELECT access_role()) IN ('prevent', 'authority', 'auditor'));
DROP POLICY IF EXISTS adopted ON learning_threatversion;
CREATE POLICY adopted ON learning_threatversion FOR SELECT TO upstander_desk
    USING ((SELECT access_role()) IN ('prevent', 'authority', 'auditor')
        AND id IN (SELECT version_id FROM learning_threatadoption));
DROP POLICY IF EXISTS adopted ON learning_threatassessment;
CREATE POLICY adopted ON learning_threatassessment FOR SELECT TO upstander_desk
    USING ((SELECT access_role()) IN ('prevent', 'authority', 'auditor') AND EXISTS (SELECT FROM learning_threatversion
        AS version JOIN learning_threatadoption AS adoption ON adoption.version_id = version.id
        WHERE version.assessment_id = learning_threatassessment.id));
GRANT USAGE ON SEQUENCE learning_threatversion_id_seq, learning_threatadoption_id_seq TO upstander_desk;
