-- The checklist: read by those who answer for prevention, written by the prevent officer and the manager (learning/policy.py).
ALTER TABLE learning_checklistentry ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS by_role ON learning_checklistentry;
CREATE POLICY by_role ON learning_checklistentry FOR SELECT
    USING ((SELECT access_role()) IN ('prevent', 'manager', 'chief', 'authority', 'auditor'));
DROP POLICY IF EXISTS written ON learning_checklistentry;
CREATE POLICY written ON learning_checklistentry FOR INSERT
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IN ('prevent', 'manager'));
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON learning_checklistentry
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();
GRANT SELECT, INSERT ON learning_checklistentry TO upstander_desk;
GRANT USAGE ON SEQUENCE learning_checklistentry_id_seq TO upstander_desk;
