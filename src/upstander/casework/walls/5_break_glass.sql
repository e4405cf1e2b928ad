-- Breaking the glass: asked by who works on the matter, answered by a second person, looked at by the auditor, for whom
-- what concerns themselves, or somebody they have a tie to, does not exist either.
ALTER TABLE casework_breakglass ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_matter ON casework_breakglass;
CREATE POLICY of_a_matter ON casework_breakglass
    USING (((SELECT access_role()) = 'auditor' AND casework_may_know(matter_id))
        OR EXISTS (SELECT FROM casework_matter WHERE casework_matter.id = matter_id))
    WITH CHECK (by_id = access_asker() AND EXISTS (SELECT FROM casework_matter WHERE casework_matter.id = matter_id));

ALTER TABLE casework_breakglassanswer ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS by_a_second ON casework_breakglassanswer;
CREATE POLICY by_a_second ON casework_breakglassanswer
    USING (EXISTS (SELECT FROM casework_breakglass WHERE casework_breakglass.id = asked_id))
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IN ('manager', 'authority')
        AND EXISTS (SELECT FROM casework_breakglass WHERE casework_breakglass.id = asked_id
            AND casework_breakglass.by_id <> access_asker()));

ALTER TABLE casework_breakglassreview ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS by_the_auditor ON casework_breakglassreview;
CREATE POLICY by_the_auditor ON casework_breakglassreview
    USING (EXISTS (SELECT FROM casework_breakglass WHERE casework_breakglass.id = asked_id))
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) = 'auditor');

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['breakglass', 'breakglassanswer', 'breakglassreview'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
        EXECUTE format('GRANT SELECT, INSERT ON casework_%s TO upstander_desk', kept);
    END LOOP;
END $body$;
