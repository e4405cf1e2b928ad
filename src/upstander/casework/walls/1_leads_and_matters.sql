-- The desk's part of the second wall (see access/walls): the same answers as policy.py, given by the database.

-- The matters in which who asks has a part: asked once for a list, and not once for each matter that there is.
CREATE OR REPLACE FUNCTION casework_all_on() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT matter_id FROM casework_assignment AS held WHERE account_id = access_asker()
        AND NOT EXISTS (SELECT FROM casework_assignmentend WHERE assignment_id = held.id)
$body$;

CREATE OR REPLACE FUNCTION casework_is_on(matter uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT matter IN (SELECT casework_all_on())
$body$;

CREATE OR REPLACE FUNCTION casework_may_know(matter uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT subject_mark NOT IN (SELECT access_hidden()) AND id NOT IN (SELECT casework_made_from_kept())
    FROM casework_matter WHERE id = matter
$body$;

-- Those of which that is not so, all at once: asked for each row, it reads the reports that are kept away each time. A
-- row of nothing in access_hidden hides all of them, as it does there.
CREATE OR REPLACE FUNCTION casework_not_to_know() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT id FROM casework_matter WHERE (subject_mark NOT IN (SELECT access_hidden())) IS NOT TRUE
    UNION ALL SELECT casework_made_from_kept()
$body$;

-- The matters of which who asks said that they have no tie to whom these are about. Before they do they know that a matter
-- is there, and read nothing of it; the manager is not asked (policy.against_reading).
CREATE OR REPLACE FUNCTION casework_all_read() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT matter_id FROM casework_notie WHERE by_id = access_asker()
$body$;

-- Of a role compared inside its own SELECT, the planner knows that it is one answer for all rows: a list reads on in the
-- order of its index, and does not sort all leads because it thinks that few are to be seen.
ALTER TABLE casework_lead ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS as_policy ON casework_lead;
CREATE POLICY as_policy ON casework_lead
    USING ((SELECT access_role() IN ('analyst', 'manager')) AND subject_mark NOT IN (SELECT access_hidden()));

ALTER TABLE casework_leadentry ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_lead ON casework_leadentry;
CREATE POLICY of_a_lead ON casework_leadentry
    USING (EXISTS (SELECT FROM casework_lead WHERE casework_lead.id = casework_leadentry.lead_id))
    WITH CHECK (by_id = access_asker()
        AND EXISTS (SELECT FROM casework_lead WHERE casework_lead.id = casework_leadentry.lead_id));

-- How each scan saw a lead: written by the owner, who takes scans in.
ALTER TABLE casework_leadseen ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_lead ON casework_leadseen;
CREATE POLICY of_a_lead ON casework_leadseen FOR SELECT
    USING (EXISTS (SELECT FROM casework_lead WHERE casework_lead.id = casework_leadseen.lead_id));
GRANT SELECT ON casework_leadseen TO upstander_desk;

-- What explains a lead: accepted by a manager, who is not whoever dismissed it.
ALTER TABLE casework_explanation ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_lead ON casework_explanation;
CREATE POLICY of_a_lead ON casework_explanation
    USING (EXISTS (SELECT FROM casework_lead WHERE casework_lead.id = casework_explanation.lead_id))
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) = 'manager'
        AND EXISTS (SELECT FROM casework_lead WHERE casework_lead.id = casework_explanation.lead_id)
        AND EXISTS (SELECT FROM casework_leadentry AS entry WHERE entry.lead_id = casework_explanation.lead_id
            AND entry.what = 'dismissed' AND entry.by_id <> access_asker()));
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_explanation
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();
GRANT SELECT, INSERT ON casework_explanation TO upstander_desk;

-- What more was asked for on a lead, and what came of it.
ALTER TABLE casework_moreasked ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_lead ON casework_moreasked;
CREATE POLICY of_a_lead ON casework_moreasked
    USING (EXISTS (SELECT FROM casework_lead WHERE casework_lead.id = casework_moreasked.lead_id))
    WITH CHECK (by_id = access_asker() AND first <= last AND at BETWEEN now() - interval '1 hour' AND now() + interval '1 minute'
        AND due BETWEEN access_today() AND access_today() + 130 -- the longest wait, in calendar days, with every holiday
        AND EXISTS (SELECT FROM casework_lead WHERE casework_lead.id = casework_moreasked.lead_id
            AND casework_lead.state IN ('open', 'claimed', 'asked')));
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_moreasked
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();

ALTER TABLE casework_moreanswered ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_what_was_asked ON casework_moreanswered;
CREATE POLICY of_what_was_asked ON casework_moreanswered
    USING (EXISTS (SELECT FROM casework_moreasked WHERE casework_moreasked.id = casework_moreanswered.asked_id))
    WITH CHECK (by_id = access_asker()
        AND EXISTS (SELECT FROM casework_moreasked WHERE casework_moreasked.id = casework_moreanswered.asked_id));
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_moreanswered
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();
GRANT SELECT, INSERT ON casework_moreasked, casework_moreanswered TO upstander_desk;

ALTER TABLE casework_matter ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS as_policy ON casework_matter;
CREATE POLICY as_policy ON casework_matter
    USING (subject_mark NOT IN (SELECT access_hidden()) AND id NOT IN (SELECT casework_made_from_kept())
        AND ((SELECT access_role() = 'manager')
            OR ((SELECT access_role() IN ('investigator', 'authority', 'liaison'))
                AND id IN (SELECT casework_all_on()))));

ALTER TABLE casework_matterentry ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_matter ON casework_matterentry;
CREATE POLICY of_a_matter ON casework_matterentry
    USING (EXISTS (SELECT FROM casework_matter WHERE casework_matter.id = casework_matterentry.matter_id)
        AND ((SELECT access_role()) = 'manager' OR matter_id IN (SELECT casework_all_read())))
    WITH CHECK (writer_id = access_asker()
        AND EXISTS (SELECT FROM casework_matter WHERE casework_matter.id = casework_matterentry.matter_id));

-- That somebody has no tie: said by themselves, and read by whoever sees the matter.
ALTER TABLE casework_notie ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_matter ON casework_notie;
CREATE POLICY of_a_matter ON casework_notie
    USING (EXISTS (SELECT FROM casework_matter WHERE casework_matter.id = casework_notie.matter_id))
    WITH CHECK (by_id = access_asker()
        AND EXISTS (SELECT FROM casework_matter WHERE casework_matter.id = casework_notie.matter_id));
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_notie
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();
GRANT SELECT, INSERT ON casework_notie TO upstander_desk;

-- Where a matter stood when it was last read: for the filter of the list, renewed whenever somebody enters something.
ALTER TABLE casework_matterstanding ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_matter ON casework_matterstanding;
CREATE POLICY of_a_matter ON casework_matterstanding
    USING (EXISTS (SELECT FROM casework_matter WHERE casework_matter.id = casework_matterstanding.matter_id)
        AND ((SELECT access_role()) = 'manager' OR matter_id IN (SELECT casework_all_read())));
GRANT SELECT, INSERT, UPDATE ON casework_matterstanding TO upstander_desk;

-- Entries that wait for somebody else's signature; whoever signs is not who proposed.
ALTER TABLE casework_proposal ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_matter ON casework_proposal;
CREATE POLICY of_a_matter ON casework_proposal
    USING (EXISTS (SELECT FROM casework_matter WHERE casework_matter.id = casework_proposal.matter_id)
        AND ((SELECT access_role()) = 'manager' OR matter_id IN (SELECT casework_all_read())))
    WITH CHECK (by_id = access_asker()
        AND EXISTS (SELECT FROM casework_matter WHERE casework_matter.id = casework_proposal.matter_id));

ALTER TABLE casework_signature ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_proposal ON casework_signature;
CREATE POLICY of_a_proposal ON casework_signature
    USING (EXISTS (SELECT FROM casework_proposal WHERE casework_proposal.id = casework_signature.proposal_id))
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IN ('manager', 'authority')
        AND EXISTS (SELECT FROM casework_proposal
        WHERE casework_proposal.id = casework_signature.proposal_id AND casework_proposal.by_id <> access_asker()));

-- Not through the matter itself: its policy asks this table, and each would ask the other for ever.
ALTER TABLE casework_assignment ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_matter ON casework_assignment;
CREATE POLICY of_a_matter ON casework_assignment
    USING (((SELECT access_role()) = 'manager'
            OR ((SELECT access_role()) IN ('investigator', 'authority', 'liaison')
                AND matter_id IN (SELECT casework_all_on())))
        AND matter_id NOT IN (SELECT casework_not_to_know()))
    WITH CHECK ((SELECT access_role()) = 'manager' AND by_id = access_asker() AND casework_may_know(matter_id));

ALTER TABLE casework_assignmentend ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_part ON casework_assignmentend;
CREATE POLICY of_a_part ON casework_assignmentend
    USING (EXISTS (SELECT FROM casework_assignment WHERE casework_assignment.id = casework_assignmentend.assignment_id))
    WITH CHECK ((SELECT access_role()) = 'manager' AND by_id = access_asker() AND EXISTS (SELECT FROM casework_assignment
        WHERE casework_assignment.id = casework_assignmentend.assignment_id));
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_assignmentend
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_assignment
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();
GRANT SELECT, INSERT ON casework_assignmentend TO upstander_desk;

CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_leadentry
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_matter
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_matterentry
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();

CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_proposal
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_signature
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();

GRANT SELECT ON casework_lead TO upstander_desk;
GRANT UPDATE (state, holder_id) ON casework_lead TO upstander_desk;
GRANT SELECT, INSERT ON casework_leadentry, casework_matter, casework_matterentry, casework_assignment, casework_proposal,
    casework_signature TO upstander_desk;
GRANT UPDATE (kind) ON casework_matter TO upstander_desk;  -- what a row lock needs; a write is refused

-- Who is given an account at the desk when ties were already looked for waits until theirs are, too (newcomers.py). Where
-- nothing was ever taken in there is nothing to compare anybody with.
CREATE OR REPLACE FUNCTION casework_newcomer_waits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    NEW.compared := NOT (EXISTS (SELECT FROM casework_lead) OR EXISTS (SELECT FROM access_shutout WHERE inferred));
    RETURN NEW;
END
$body$;
CREATE OR REPLACE TRIGGER newcomer_waits BEFORE INSERT ON access_account FOR EACH ROW
    WHEN (current_user = 'upstander_desk') EXECUTE FUNCTION casework_newcomer_waits();
REVOKE EXECUTE ON FUNCTION casework_newcomer_waits() FROM PUBLIC;
