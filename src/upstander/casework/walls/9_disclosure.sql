-- Texts from which passages are taken out, and bundles for hearings: for those who do the work of the investigation (policy.against_work;
-- the policies of redactions and bundles themselves stand with those of the rest of that work, in 4_work.sql).
ALTER TABLE casework_bundlecopy ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_bundle ON casework_bundlecopy;
CREATE POLICY of_a_bundle ON casework_bundlecopy
    USING (EXISTS (SELECT FROM casework_bundle WHERE casework_bundle.id = bundle_id))
    WITH CHECK (by_id = access_asker() AND EXISTS (SELECT FROM casework_bundle WHERE casework_bundle.id = bundle_id));

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['passage', 'redactionreview', 'redactedcopy'] LOOP
        EXECUTE format('ALTER TABLE casework_%s ENABLE ROW LEVEL SECURITY', kept);
        EXECUTE format('DROP POLICY IF EXISTS of_a_redaction ON casework_%s', kept);
        EXECUTE format('CREATE POLICY of_a_redaction ON casework_%1$s
            USING (EXISTS (SELECT FROM casework_redaction AS whole WHERE whole.id = casework_%1$s.redaction_id))
            WITH CHECK (by_id = access_asker()
                AND EXISTS (SELECT FROM casework_redaction AS whole WHERE whole.id = casework_%1$s.redaction_id))', kept);
    END LOOP;
END $body$;

-- A second person is neither who began it nor who marked anything in it.
DROP POLICY IF EXISTS by_somebody_else ON casework_redactionreview;
CREATE POLICY by_somebody_else ON casework_redactionreview AS RESTRICTIVE FOR INSERT
    WITH CHECK (NOT EXISTS (SELECT FROM casework_redaction AS whole
            WHERE whole.id = casework_redactionreview.redaction_id AND whole.by_id = access_asker())
        AND NOT EXISTS (SELECT FROM casework_passage AS marked
            WHERE marked.redaction_id = casework_redactionreview.redaction_id AND marked.by_id = access_asker()));

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['redaction', 'passage', 'redactionreview', 'redactedcopy', 'bundle', 'bundlecopy'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
        EXECUTE format('GRANT SELECT, INSERT ON casework_%s TO upstander_desk', kept);
    END LOOP;
END $body$;
