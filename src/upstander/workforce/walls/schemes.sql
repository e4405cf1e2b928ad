-- Youth schemes: read by the prevent officer, the manager and the chief officer, written by the first two. For whoever
-- answers for a scheme, or did, and for whoever has a tie to them, it does not exist.
CREATE OR REPLACE FUNCTION workforce_hidden_schemes() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT scheme_id FROM workforce_schemeofficer WHERE staff_mark IN (SELECT access_hidden()) OR (SELECT access_waits())
$body$;

ALTER TABLE workforce_scheme ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS as_policy ON workforce_scheme;
CREATE POLICY as_policy ON workforce_scheme FOR SELECT
    USING ((SELECT access_role()) IN ('prevent', 'manager', 'chief') AND id NOT IN (SELECT workforce_hidden_schemes()));
DROP POLICY IF EXISTS kept ON workforce_scheme;
CREATE POLICY kept ON workforce_scheme FOR INSERT
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IN ('prevent', 'manager'));

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['officer', 'change', 'standard', 'condition'] LOOP
        EXECUTE format('ALTER TABLE workforce_scheme%s ENABLE ROW LEVEL SECURITY', kept);
        EXECUTE format('DROP POLICY IF EXISTS of_a_scheme ON workforce_scheme%s', kept);
        EXECUTE format('CREATE POLICY of_a_scheme ON workforce_scheme%s
            USING (EXISTS (SELECT FROM workforce_scheme AS scheme WHERE scheme.id = scheme_id))
            WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IN (''prevent'', ''manager'')
                AND EXISTS (SELECT FROM workforce_scheme AS scheme WHERE scheme.id = scheme_id))', kept);
    END LOOP;
END $body$;
ALTER TABLE workforce_schemecheck ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_condition ON workforce_schemecheck;
CREATE POLICY of_a_condition ON workforce_schemecheck
    USING (EXISTS (SELECT FROM workforce_schemecondition AS condition WHERE condition.id = condition_id))
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IN ('prevent', 'manager')
        AND EXISTS (SELECT FROM workforce_schemecondition AS condition WHERE condition.id = condition_id));

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['', 'officer', 'change', 'standard', 'condition', 'check'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON workforce_scheme%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
        EXECUTE format('GRANT SELECT, INSERT ON workforce_scheme%s TO upstander_desk', kept);
    END LOOP;
END $body$;
GRANT USAGE ON SEQUENCE workforce_schemeofficer_id_seq, workforce_schemechange_id_seq, workforce_schemestandard_id_seq,
    workforce_schemecheck_id_seq TO upstander_desk;
