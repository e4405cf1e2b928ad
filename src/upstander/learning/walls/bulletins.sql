-- Bulletins: everybody's, made by the prevent officer and the manager, gone for everybody when one is taken down. What
-- readers answer is written by one function, beside a row that says who answered and neither what nor when. The desk reads
-- no answer: it is given counts in steps of five, and none where fewer than five answered.
CREATE OR REPLACE FUNCTION learning_bulletins_down() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT bulletin_id FROM learning_bulletintakendown
$body$;
REVOKE ALL ON FUNCTION learning_bulletins_down() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learning_bulletins_down() TO upstander_desk;

ALTER TABLE learning_bulletin ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_everybody ON learning_bulletin;
CREATE POLICY of_everybody ON learning_bulletin FOR SELECT
    USING ((SELECT access_role()) IS NOT NULL AND id NOT IN (SELECT learning_bulletins_down()));
DROP POLICY IF EXISTS made ON learning_bulletin;
CREATE POLICY made ON learning_bulletin FOR INSERT
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IN ('prevent', 'manager'));

ALTER TABLE learning_bulletintakendown ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_the_makers ON learning_bulletintakendown;
CREATE POLICY of_the_makers ON learning_bulletintakendown FOR SELECT
    USING ((SELECT access_role()) IN ('prevent', 'manager'));
DROP POLICY IF EXISTS taken_down ON learning_bulletintakendown;
CREATE POLICY taken_down ON learning_bulletintakendown FOR INSERT
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IN ('prevent', 'manager'));

ALTER TABLE learning_surveyanswer ENABLE ROW LEVEL SECURITY;
ALTER TABLE learning_surveyanswered ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON learning_surveyanswered;
CREATE POLICY own ON learning_surveyanswered FOR SELECT USING (account_id = access_asker());

-- Raises unique_violation where they answered already.
CREATE OR REPLACE FUNCTION learning_answer(which uuid, useful text, knowledge text, reflect text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    IF access_role() IS NULL OR NOT EXISTS (SELECT FROM learning_bulletin WHERE id = which)
        OR which IN (SELECT learning_bulletins_down())
        OR NOT ARRAY[useful, knowledge, reflect] <@ ARRAY['yes', 'partly', 'no'] THEN
        RAISE EXCEPTION 'this is not theirs to answer' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO learning_surveyanswered (id, bulletin_id, account_id) VALUES (gen_random_uuid(), which, access_asker());
    INSERT INTO learning_surveyanswer (id, bulletin_id, useful, knowledge, reflect)
        VALUES (gen_random_uuid(), which, useful, knowledge, reflect);
END
$body$;
REVOKE ALL ON FUNCTION learning_answer(uuid, text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learning_answer(uuid, text, text, text) TO upstander_desk;

-- How many answered what, to the nearest five; null for one to four; no row at all where fewer than five answered.
CREATE OR REPLACE FUNCTION learning_answers(which uuid) RETURNS TABLE (question text, answer text, many bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT asked.question, asked.answer, CASE WHEN count(*) >= 5 THEN 5 * round(count(*) / 5.0)::bigint END
    FROM learning_surveyanswer AS told CROSS JOIN LATERAL (VALUES
        ('useful', told.useful), ('knowledge', told.knowledge), ('reflect', told.reflect)) AS asked (question, answer)
    WHERE told.bulletin_id = which AND access_role() IN ('prevent', 'manager', 'chief', 'authority', 'auditor')
        AND (SELECT count(*) FROM learning_surveyanswer WHERE bulletin_id = which) >= 5
    GROUP BY asked.question, asked.answer
$body$;
REVOKE ALL ON FUNCTION learning_answers(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learning_answers(uuid) TO upstander_desk;

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['bulletin', 'bulletintakendown', 'surveyanswer', 'surveyanswered'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON learning_%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
        EXECUTE format('REVOKE ALL ON learning_%s FROM upstander_desk', kept);
    END LOOP;
END $body$;
GRANT SELECT ON learning_bulletin, learning_bulletintakendown, learning_surveyanswered TO upstander_desk;
GRANT INSERT ON learning_bulletin, learning_bulletintakendown TO upstander_desk;
GRANT USAGE ON SEQUENCE learning_bulletintakendown_id_seq TO upstander_desk;
