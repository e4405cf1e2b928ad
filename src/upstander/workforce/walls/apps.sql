-- What was decided of messaging apps: no word of it is about anybody. Written by those who answer for prevention, read by
-- whoever reads the checklist, which tells of it (policy.py, against_apps). Nothing is changed.
ALTER TABLE workforce_appdecision ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS read ON workforce_appdecision;
CREATE POLICY read ON workforce_appdecision FOR SELECT
    USING ((SELECT access_role()) IN ('prevent', 'manager', 'chief', 'authority', 'auditor'));
DROP POLICY IF EXISTS decided ON workforce_appdecision;
CREATE POLICY decided ON workforce_appdecision FOR INSERT
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IN ('prevent', 'manager'));
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON workforce_appdecision
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();
GRANT SELECT, INSERT ON workforce_appdecision TO upstander_desk;
GRANT USAGE ON SEQUENCE workforce_appdecision_id_seq TO upstander_desk;
