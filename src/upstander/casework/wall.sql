-- The desk's part of the second wall (see access/wall.sql): the same answers as policy.py, given by the database.

CREATE OR REPLACE FUNCTION casework_is_on(matter uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT EXISTS (SELECT FROM casework_assignment WHERE matter_id = matter AND account_id = access_asker())
$body$;

CREATE OR REPLACE FUNCTION casework_may_know(matter uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT access_spelt(subject_id) NOT IN (SELECT access_hidden()) FROM casework_matter WHERE id = matter
$body$;

ALTER TABLE casework_lead ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS as_policy ON casework_lead;
CREATE POLICY as_policy ON casework_lead
    USING ((SELECT access_role()) IN ('analyst', 'manager') AND access_spelt(subject_id) NOT IN (SELECT access_hidden()));

ALTER TABLE casework_leadentry ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_lead ON casework_leadentry;
CREATE POLICY of_a_lead ON casework_leadentry
    USING (EXISTS (SELECT FROM casework_lead WHERE casework_lead.id = casework_leadentry.lead_id))
    WITH CHECK (by_id = access_asker()
        AND EXISTS (SELECT FROM casework_lead WHERE casework_lead.id = casework_leadentry.lead_id));

ALTER TABLE casework_matter ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS as_policy ON casework_matter;
CREATE POLICY as_policy ON casework_matter
    USING (access_spelt(subject_id) NOT IN (SELECT access_hidden())
        AND ((SELECT access_role()) = 'manager'
            OR ((SELECT access_role()) IN ('investigator', 'authority', 'liaison') AND casework_is_on(id))));

ALTER TABLE casework_matterentry ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_matter ON casework_matterentry;
CREATE POLICY of_a_matter ON casework_matterentry
    USING (EXISTS (SELECT FROM casework_matter WHERE casework_matter.id = casework_matterentry.matter_id))
    WITH CHECK (writer_id = access_asker()
        AND EXISTS (SELECT FROM casework_matter WHERE casework_matter.id = casework_matterentry.matter_id));

-- Not through the matter itself: its policy asks this table, and each would ask the other for ever.
ALTER TABLE casework_assignment ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_matter ON casework_assignment;
CREATE POLICY of_a_matter ON casework_assignment
    USING (((SELECT access_role()) = 'manager'
            OR ((SELECT access_role()) IN ('investigator', 'authority', 'liaison') AND casework_is_on(matter_id)))
        AND casework_may_know(matter_id))
    WITH CHECK ((SELECT access_role()) = 'manager' AND by_id = access_asker() AND casework_may_know(matter_id));

CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_leadentry
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_matter
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_matterentry
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();

GRANT SELECT ON casework_lead TO upstander_desk;
GRANT UPDATE (state, holder_id) ON casework_lead TO upstander_desk;
GRANT SELECT, INSERT ON casework_leadentry, casework_matter, casework_matterentry, casework_assignment TO upstander_desk;
GRANT UPDATE (kind) ON casework_matter TO upstander_desk;  -- what a row lock needs; a write is refused
