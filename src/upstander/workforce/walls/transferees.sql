-- People who came from another force: the vetting officer's and the manager's, but for whom a tie keeps from them
-- (policy.py, against_transferee). Nothing is changed.
ALTER TABLE workforce_transferee ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS as_policy ON workforce_transferee;
CREATE POLICY as_policy ON workforce_transferee
    USING ((SELECT access_role()) IN ('vetting', 'manager') AND staff_mark NOT IN (SELECT access_hidden()))
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IN ('vetting', 'manager')
        AND staff_mark NOT IN (SELECT access_hidden()));
ALTER TABLE workforce_transfereeask ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_somebody ON workforce_transfereeask;
CREATE POLICY of_somebody ON workforce_transfereeask
    USING (EXISTS (SELECT FROM workforce_transferee AS held WHERE held.id = transferee_id))
    WITH CHECK (by_id = access_asker() AND EXISTS (SELECT FROM workforce_transferee AS held WHERE held.id = transferee_id));
ALTER TABLE workforce_transfereereply ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_somebody ON workforce_transfereereply;
CREATE POLICY of_somebody ON workforce_transfereereply
    USING (EXISTS (SELECT FROM workforce_transfereeask AS asked WHERE asked.id = ask_id))
    WITH CHECK (by_id = access_asker() AND EXISTS (SELECT FROM workforce_transfereeask AS asked WHERE asked.id = ask_id));

-- For the checklist: how many came, and of how many the newest question of both kinds was answered; in steps of five.
CREATE OR REPLACE FUNCTION workforce_transferee_counts() RETURNS TABLE (people bigint, answered bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
    WITH newest AS (
        SELECT DISTINCT ON (one.id, asked.what) one.staff_mark, asked.what, (SELECT reply.came_back
            FROM workforce_transfereereply AS reply WHERE reply.ask_id = asked.id ORDER BY reply.at DESC, reply.id DESC LIMIT 1)
            AS came_back
        FROM workforce_transferee AS one LEFT JOIN workforce_transfereeask AS asked ON asked.transferee_id = one.id
        WHERE access_role() IN ('prevent', 'manager', 'chief', 'authority', 'auditor')
        ORDER BY one.id, asked.what, asked.at DESC, asked.id DESC
    ), whose AS (
        SELECT staff_mark, count(DISTINCT what) FILTER (WHERE came_back IN ('received', 'nothing_held')) = 2 AS all_of_it
        FROM newest GROUP BY staff_mark
    ), counted AS (SELECT count(*) AS people, count(*) FILTER (WHERE all_of_it) AS answered FROM whose)
    SELECT counted.people - counted.people % 5, counted.answered - counted.answered % 5 FROM counted
$body$;
REVOKE ALL ON FUNCTION workforce_transferee_counts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION workforce_transferee_counts() TO upstander_desk;

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['', 'ask', 'reply'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON workforce_transferee%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
        EXECUTE format('GRANT SELECT, INSERT ON workforce_transferee%s TO upstander_desk', kept);
    END LOOP;
END $body$;
GRANT USAGE ON SEQUENCE workforce_transfereeask_id_seq, workforce_transfereereply_id_seq TO upstander_desk;
