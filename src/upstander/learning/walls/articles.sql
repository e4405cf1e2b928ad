-- Articles: what is published is everybody's; what is not yet, and older versions, are those of who write (the prevent
-- officer, the manager) and who let out (the manager, the authority), never their own. Of each article the newest version
-- that was approved is shown, unless it was taken down; an older one does not come back then.
CREATE OR REPLACE FUNCTION learning_articles_shown() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT id FROM (
        SELECT DISTINCT ON (version.article) version.id, down.id AS down FROM learning_articleversion AS version
        JOIN learning_articleapproval AS approval ON approval.version_id = version.id
        LEFT JOIN learning_articletakendown AS down ON down.approval_id = approval.id
        ORDER BY version.article, version.number DESC) AS newest
    WHERE down IS NULL
$body$;
REVOKE ALL ON FUNCTION learning_articles_shown() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learning_articles_shown() TO upstander_desk;

-- Whether a version may be let out by who asks: the newest of its article, and not by themselves.
CREATE OR REPLACE FUNCTION learning_may_let_article_out(which uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT access_role() IN ('manager', 'authority') AND EXISTS (
        SELECT FROM learning_articleversion AS version WHERE version.id = which AND version.by_id <> access_asker()
        AND NOT EXISTS (SELECT FROM learning_articleversion AS newer
            WHERE newer.article = version.article AND newer.number > version.number))
$body$;
REVOKE ALL ON FUNCTION learning_may_let_article_out(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learning_may_let_article_out(uuid) TO upstander_desk;

ALTER TABLE learning_articleversion ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_everybody ON learning_articleversion;
CREATE POLICY of_everybody ON learning_articleversion FOR SELECT
    USING ((SELECT access_role()) IN ('prevent', 'manager', 'authority')
        OR ((SELECT access_role()) IS NOT NULL AND id IN (SELECT learning_articles_shown())));
DROP POLICY IF EXISTS written ON learning_articleversion;
CREATE POLICY written ON learning_articleversion FOR INSERT
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IN ('prevent', 'manager'));

ALTER TABLE learning_articleapproval ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_everybody ON learning_articleapproval;
CREATE POLICY of_everybody ON learning_articleapproval FOR SELECT
    USING ((SELECT access_role()) IN ('prevent', 'manager', 'authority')
        OR ((SELECT access_role()) IS NOT NULL AND version_id IN (SELECT learning_articles_shown())));
DROP POLICY IF EXISTS let_out ON learning_articleapproval;
CREATE POLICY let_out ON learning_articleapproval FOR INSERT
    WITH CHECK (by_id = access_asker() AND learning_may_let_article_out(version_id));

ALTER TABLE learning_articletakendown ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_the_writers ON learning_articletakendown;
CREATE POLICY of_the_writers ON learning_articletakendown FOR SELECT
    USING ((SELECT access_role()) IN ('prevent', 'manager', 'authority'));
DROP POLICY IF EXISTS taken_down ON learning_articletakendown;
CREATE POLICY taken_down ON learning_articletakendown FOR INSERT
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IN ('prevent', 'manager')
        AND EXISTS (SELECT FROM learning_articleapproval AS approval WHERE approval.id = approval_id
            AND approval.version_id IN (SELECT learning_articles_shown())));

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['articleversion', 'articleapproval', 'articletakendown'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON learning_%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
        EXECUTE format('REVOKE ALL ON learning_%s FROM upstander_desk; GRANT SELECT, INSERT ON learning_%s TO upstander_desk',
            kept, kept);
    END LOOP;
END $body$;
GRANT USAGE ON SEQUENCE learning_articleapproval_id_seq, learning_articletakendown_id_seq TO upstander_desk;
