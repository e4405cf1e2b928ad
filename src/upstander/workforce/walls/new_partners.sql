-- What was decided of new partners: the vetting officer's and the manager's, but for whom a tie keeps from them
-- (policy.py, against_new_partner). Nothing is changed.
ALTER TABLE workforce_newpartnerdecision ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS as_policy ON workforce_newpartnerdecision;
CREATE POLICY as_policy ON workforce_newpartnerdecision
    USING ((SELECT access_role()) IN ('vetting', 'manager') AND staff_mark NOT IN (SELECT access_hidden()))
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IN ('vetting', 'manager')
        AND staff_mark NOT IN (SELECT access_hidden()));
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON workforce_newpartnerdecision
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();
GRANT SELECT, INSERT ON workforce_newpartnerdecision TO upstander_desk;
GRANT USAGE ON SEQUENCE workforce_newpartnerdecision_id_seq TO upstander_desk;
