-- The watchlist: for the analyst, the manager and the authority; nothing of it for the subject, nor for who has a tie to them.
ALTER TABLE workforce_watchlistentry ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS as_policy ON workforce_watchlistentry;
CREATE POLICY as_policy ON workforce_watchlistentry FOR SELECT
    USING ((SELECT access_role()) IN ('analyst', 'manager', 'authority') AND subject_mark NOT IN (SELECT access_hidden()));
DROP POLICY IF EXISTS put_forward ON workforce_watchlistentry;
CREATE POLICY put_forward ON workforce_watchlistentry FOR INSERT
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IN ('analyst', 'manager')
        AND until <= access_today() + 90);

-- Whether an entry is shown to who asks, and is not theirs; not through its own policy's table twice over.
CREATE OR REPLACE FUNCTION workforce_may_answer(which uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT access_role() IN ('manager', 'authority') AND by_id <> access_asker()
        AND subject_mark NOT IN (SELECT access_hidden()) FROM workforce_watchlistentry WHERE id = which
$body$;

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['answer', 'look', 'removal'] LOOP
        EXECUTE format('ALTER TABLE workforce_watchlist%s ENABLE ROW LEVEL SECURITY', kept);
        EXECUTE format('DROP POLICY IF EXISTS of_an_entry ON workforce_watchlist%s', kept);
        EXECUTE format('CREATE POLICY of_an_entry ON workforce_watchlist%s FOR SELECT
            USING (EXISTS (SELECT FROM workforce_watchlistentry AS entry WHERE entry.id = entry_id))', kept);
    END LOOP;
END $body$;
DROP POLICY IF EXISTS by_a_second ON workforce_watchlistanswer;
CREATE POLICY by_a_second ON workforce_watchlistanswer FOR INSERT
    WITH CHECK (by_id = access_asker() AND workforce_may_answer(entry_id) AND until <= access_today() + 90);
DROP POLICY IF EXISTS looked ON workforce_watchlistlook;
CREATE POLICY looked ON workforce_watchlistlook FOR INSERT
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IN ('analyst', 'manager')
        AND EXISTS (SELECT FROM workforce_watchlistentry AS entry WHERE entry.id = entry_id));
DROP POLICY IF EXISTS removed ON workforce_watchlistremoval;
CREATE POLICY removed ON workforce_watchlistremoval FOR INSERT
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IN ('manager', 'authority')
        AND EXISTS (SELECT FROM workforce_watchlistentry AS entry WHERE entry.id = entry_id));

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['watchlistentry', 'watchlistanswer', 'watchlistlook', 'watchlistremoval'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON workforce_%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
        EXECUTE format('GRANT SELECT, INSERT ON workforce_%s TO upstander_desk', kept);
    END LOOP;
END $body$;
GRANT USAGE ON SEQUENCE workforce_watchlistanswer_id_seq, workforce_watchlistlook_id_seq,
    workforce_watchlistremoval_id_seq TO upstander_desk;
