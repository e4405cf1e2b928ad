-- What help people were offered: theirs, and their keeper's, who is whoever offered it until whoever it is about hands it
-- on; but for whom a tie keeps from the keeper. Nobody else's, the manager's and the auditor's neither. Whether a keeper
-- supervises them still stands in the force's records, outside this database: the desk asks that (policy.py,
-- against_welfare). Nothing is changed, and it goes away by one function alone.
CREATE OR REPLACE FUNCTION workforce_keeps_welfare(which uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT coalesce(bool_or(access_role() IS NOT NULL AND held.staff_mark NOT IN (SELECT access_hidden())
        AND workforce_own_mark() = coalesce((SELECT on_to.supervisor_mark FROM workforce_welfarehandover AS on_to
            WHERE on_to.offer_id = held.id ORDER BY on_to.at DESC, on_to.id DESC LIMIT 1), held.supervisor_mark)), false)
    FROM workforce_welfareoffer AS held WHERE held.id = which
$body$;

ALTER TABLE workforce_welfareoffer ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own_or_kept ON workforce_welfareoffer;
CREATE POLICY own_or_kept ON workforce_welfareoffer FOR SELECT
    USING ((staff_mark = (SELECT workforce_own_mark()) AND (SELECT access_role()) IS NOT NULL)
        OR workforce_keeps_welfare(id));
DROP POLICY IF EXISTS offered ON workforce_welfareoffer;
CREATE POLICY offered ON workforce_welfareoffer FOR INSERT
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IS NOT NULL
        AND supervisor_mark = (SELECT workforce_own_mark()) AND staff_mark NOT IN (SELECT access_hidden())
        AND at BETWEEN clock_timestamp() - interval '10 minutes' AND clock_timestamp() + interval '10 minutes');

ALTER TABLE workforce_welfarestep ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_an_offer ON workforce_welfarestep;
CREATE POLICY of_an_offer ON workforce_welfarestep FOR SELECT
    USING (EXISTS (SELECT FROM workforce_welfareoffer AS held WHERE held.id = offer_id));
DROP POLICY IF EXISTS by_the_keeper ON workforce_welfarestep;
CREATE POLICY by_the_keeper ON workforce_welfarestep FOR INSERT
    WITH CHECK (by_id = access_asker() AND workforce_keeps_welfare(offer_id));

ALTER TABLE workforce_welfarehandover ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_an_offer ON workforce_welfarehandover;
CREATE POLICY of_an_offer ON workforce_welfarehandover FOR SELECT
    USING (supervisor_mark = (SELECT workforce_own_mark()) OR by_id = access_asker());
DROP POLICY IF EXISTS by_whoever_it_is_about ON workforce_welfarehandover;
CREATE POLICY by_whoever_it_is_about ON workforce_welfarehandover FOR INSERT
    WITH CHECK (by_id = access_asker() AND EXISTS (SELECT FROM workforce_welfareoffer AS held
        WHERE held.id = offer_id AND held.staff_mark = (SELECT workforce_own_mark())));

-- Takes away an offer that ended thirty days ago or more, with all that became of it, for whoever sees it. How much longer
-- it is kept a force says (registers.toml), and the desk keeps to it.
CREATE OR REPLACE FUNCTION workforce_take_welfare_away(which uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    IF NOT EXISTS (SELECT FROM workforce_welfareoffer AS held JOIN workforce_welfarestep AS ended ON ended.offer_id = held.id
        WHERE held.id = which AND ended.what = 'closed' AND ended.happened_on <= access_today() - 30
            AND (workforce_keeps_welfare(which) OR held.staff_mark = workforce_own_mark())) THEN
        RETURN false;
    END IF;
    DELETE FROM workforce_welfarestep WHERE offer_id = which;
    DELETE FROM workforce_welfarehandover WHERE offer_id = which;
    DELETE FROM workforce_welfareoffer WHERE id = which;
    RETURN true;
END
$body$;

-- People to whom something was offered within a year, whose is open, and with whom nobody spoke in time: in steps of five, so
-- that of fewer than five nobody is told whether there is any.
CREATE OR REPLACE FUNCTION workforce_welfare_counts()
RETURNS TABLE (offered bigint, open bigint, late bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
    WITH held AS (
        SELECT one.staff_mark, one.offered_on > access_today() - 365 AS of_late,
            NOT EXISTS (SELECT FROM workforce_welfarestep AS step WHERE step.offer_id = one.id AND step.what = 'closed') AS open,
            coalesce((SELECT step.due_on FROM workforce_welfarestep AS step WHERE step.offer_id = one.id
                AND step.due_on IS NOT NULL ORDER BY step.at DESC, step.id DESC LIMIT 1), one.due_on) < access_today() AS late
        FROM workforce_welfareoffer AS one WHERE access_role() IN ('chief', 'manager', 'prevent')
    ), counted AS (
        SELECT count(DISTINCT staff_mark) FILTER (WHERE of_late) AS offered,
            count(DISTINCT staff_mark) FILTER (WHERE held.open) AS open,
            count(DISTINCT staff_mark) FILTER (WHERE held.open AND held.late) AS late FROM held
    )
    SELECT counted.offered - counted.offered % 5, counted.open - counted.open % 5, counted.late - counted.late % 5 FROM counted
$body$;
REVOKE ALL ON FUNCTION workforce_take_welfare_away(uuid), workforce_welfare_counts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION workforce_take_welfare_away(uuid), workforce_welfare_counts() TO upstander_desk;

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['offer', 'step', 'handover'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER never_changed BEFORE UPDATE ON workforce_welfare%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
        EXECUTE format('GRANT SELECT, INSERT ON workforce_welfare%s TO upstander_desk', kept);
    END LOOP;
END $body$;
GRANT USAGE ON SEQUENCE workforce_welfarestep_id_seq, workforce_welfarehandover_id_seq TO upstander_desk;
