-- Notices of how matters ended. Drafts are seen with their matter, by those who draft and approve, as those of lessons. A
-- notice is everybody's from its first day to its last, by this clock and with no job. Before, past its day, or taken down,
-- it is there for nobody, and only what is shown can be taken down; why it was, the manager reads.

ALTER TABLE learning_noticedraft ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_matter ON learning_noticedraft;
CREATE POLICY of_a_matter ON learning_noticedraft
    USING ((SELECT access_role()) IN ('manager', 'authority')
        AND EXISTS (SELECT FROM casework_matter WHERE casework_matter.id = matter_id))
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) = 'manager'
        AND EXISTS (SELECT FROM casework_matter WHERE casework_matter.id = matter_id));

ALTER TABLE learning_noticeapproval ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_draft ON learning_noticeapproval;
CREATE POLICY of_a_draft ON learning_noticeapproval FOR SELECT
    USING (EXISTS (SELECT FROM learning_noticedraft WHERE learning_noticedraft.id = draft_id));

ALTER TABLE learning_noticetakenback ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_an_approval ON learning_noticetakenback;
CREATE POLICY of_an_approval ON learning_noticetakenback
    USING (EXISTS (SELECT FROM learning_noticeapproval WHERE learning_noticeapproval.id = approval_id))
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) = 'manager'
        AND EXISTS (SELECT FROM learning_noticeapproval WHERE learning_noticeapproval.id = approval_id));

CREATE OR REPLACE FUNCTION learning_notices_down() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT notice_id::text FROM learning_noticetakendown
$body$;
REVOKE ALL ON FUNCTION learning_notices_down() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learning_notices_down() TO upstander_desk;

ALTER TABLE learning_notice ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_everybody ON learning_notice;
CREATE POLICY of_everybody ON learning_notice FOR SELECT
    USING ((SELECT access_role()) IS NOT NULL AND last_day >= (SELECT access_today())
        AND first_day <= (SELECT access_today())
        AND id NOT IN (SELECT learning_notices_down()));
DROP FUNCTION IF EXISTS learning_today();  -- the policy asks access_today() in its place

ALTER TABLE learning_noticetakendown ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_the_manager ON learning_noticetakendown;
CREATE POLICY of_the_manager ON learning_noticetakendown FOR SELECT USING ((SELECT access_role()) = 'manager');
DROP POLICY IF EXISTS taken_down ON learning_noticetakendown;
CREATE POLICY taken_down ON learning_noticetakendown FOR INSERT
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) = 'manager'
        AND EXISTS (SELECT FROM learning_notice WHERE learning_notice.id = notice_id));

-- As of lessons (lessons.sql).
CREATE OR REPLACE FUNCTION learning_may_publish(which uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT coalesce(bool_or(learning_may_let_out(draft.matter_id, draft.by_id)), false)
    FROM learning_noticedraft AS draft WHERE draft.id = which
$body$;
REVOKE ALL ON FUNCTION learning_may_publish(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learning_may_publish(uuid) TO upstander_desk;

CREATE OR REPLACE FUNCTION learning_named_since_notice(which uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT EXISTS (SELECT FROM learning_noticedraft AS draft WHERE draft.id = which AND learning_may_publish(which)
        AND learning_named_after(draft.matter_id, draft.at))
$body$;
REVOKE ALL ON FUNCTION learning_named_since_notice(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learning_named_since_notice(uuid) TO upstander_desk;

-- The one way to a notice: approval and notice together, one at a time for a matter, and shown from the same day on: no
-- notice waits for its day, so that none that is not shown yet has to be taken down by who may not know its matter. It is
-- shown for as many days as notices.toml allows.
CREATE OR REPLACE FUNCTION learning_publish_notice(which uuid, called text, first date, last date, said bytea)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE about uuid;
BEGIN
    IF NOT learning_may_publish(which) OR called !~ '^notice-[0-9a-f]{8}$' OR first <> access_today()
        OR last - first + 1 NOT BETWEEN 28 AND 365 THEN
        RAISE EXCEPTION 'this is not theirs to publish' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT matter_id INTO about FROM learning_noticedraft WHERE id = which;
    PERFORM pg_advisory_xact_lock(hashtextextended('notice of ' || about::text, 0));
    IF which <> (SELECT id FROM learning_noticedraft WHERE matter_id = about ORDER BY at DESC, id LIMIT 1)
        OR EXISTS (SELECT FROM learning_noticeapproval AS approval JOIN learning_noticedraft AS draft
            ON approval.draft_id = draft.id WHERE draft.matter_id = about AND NOT EXISTS (
                SELECT FROM learning_noticetakenback AS back WHERE back.approval_id = approval.id)) THEN
        RAISE EXCEPTION 'a newer draft, or a notice of it, is there' USING ERRCODE = 'unique_violation';
    END IF;
    INSERT INTO learning_noticeapproval (at, by_id, draft_id) VALUES (now(), access_asker(), which);
    INSERT INTO learning_notice (id, first_day, last_day, words) VALUES (called, first, last, said);
END
$body$;
REVOKE ALL ON FUNCTION learning_publish_notice(uuid, text, date, date, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learning_publish_notice(uuid, text, date, date, bytea) TO upstander_desk;

-- How many notices were shown within some days, those among them that are past: they were everybody's to read.
CREATE OR REPLACE FUNCTION learning_notices_within(days integer) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT count(*) FROM learning_notice WHERE first_day <= access_today() AND last_day >= access_today() - days
        AND id NOT IN (SELECT learning_notices_down()) AND access_role() IN ('prevent', 'manager', 'chief', 'authority', 'auditor')
$body$;
REVOKE ALL ON FUNCTION learning_notices_within(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learning_notices_within(integer) TO upstander_desk;

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['noticedraft', 'noticeapproval', 'noticetakenback', 'notice', 'noticetakendown'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON learning_%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
        EXECUTE format('REVOKE ALL ON learning_%s FROM upstander_desk; GRANT SELECT ON learning_%s TO upstander_desk',
            kept, kept);
    END LOOP;
END $body$;
GRANT INSERT ON learning_noticedraft, learning_noticetakenback, learning_noticetakendown TO upstander_desk;
GRANT USAGE ON SEQUENCE learning_noticetakenback_id_seq, learning_noticetakendown_id_seq TO upstander_desk;
