-- Samples of contact with the public: the prevent officer's and the manager's, who draw them and check them. A contact of
-- whoever asks, or of whoever they have a tie to, does not exist for them, though they may have drawn it; nor does what
-- was found of a talk that one of these held (policy.py, against_sampled). Nothing is changed, and no plan is drawn twice.
DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['sampleplan', 'linestanding', 'sampledraw'] LOOP
        EXECUTE format('ALTER TABLE workforce_%s ENABLE ROW LEVEL SECURITY', kept);
        EXECUTE format('DROP POLICY IF EXISTS of_prevention ON workforce_%s', kept);
        EXECUTE format('CREATE POLICY of_prevention ON workforce_%s
            USING ((SELECT access_role()) IN (''prevent'', ''manager''))
            WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IN (''prevent'', ''manager''))', kept);
    END LOOP;
END $body$;

ALTER TABLE workforce_sampledcontact ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS as_policy ON workforce_sampledcontact;
CREATE POLICY as_policy ON workforce_sampledcontact FOR SELECT
    USING ((SELECT access_role()) IN ('prevent', 'manager') AND staff_mark NOT IN (SELECT access_hidden())
        AND held_by_mark NOT IN (SELECT access_hidden()));
-- Drawn in one step with the line that says so: nothing is added to a draw afterwards.
DROP POLICY IF EXISTS drawn ON workforce_sampledcontact;
CREATE POLICY drawn ON workforce_sampledcontact FOR INSERT
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IN ('prevent', 'manager')
        AND NOT EXISTS (SELECT FROM workforce_sampledraw AS done WHERE done.plan_id = workforce_sampledcontact.plan_id));

ALTER TABLE workforce_samplecheck ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_contact ON workforce_samplecheck;
CREATE POLICY of_a_contact ON workforce_samplecheck
    USING (EXISTS (SELECT FROM workforce_sampledcontact AS sampled WHERE sampled.id = sampled_id))
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IN ('prevent', 'manager')
        AND EXISTS (SELECT FROM workforce_sampledcontact AS sampled WHERE sampled.id = sampled_id));

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['sampleplan', 'linestanding', 'sampledraw', 'sampledcontact', 'samplecheck'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON workforce_%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
        EXECUTE format('GRANT SELECT, INSERT ON workforce_%s TO upstander_desk', kept);
    END LOOP;
END $body$;
GRANT USAGE ON SEQUENCE workforce_linestanding_id_seq, workforce_sampledraw_id_seq, workforce_samplecheck_id_seq
    TO upstander_desk;
