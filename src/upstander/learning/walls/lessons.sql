-- Drafts are seen with their matter (its own wall decides), by those who draft and approve. A case of the library is
-- everybody's, is let in by one function alone, and is gone for everybody when it is withdrawn; why, the manager reads.
ALTER TABLE learning_lessondraft ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_matter ON learning_lessondraft;
CREATE POLICY of_a_matter ON learning_lessondraft
    USING ((SELECT access_role()) IN ('manager', 'authority')
        AND EXISTS (SELECT FROM casework_matter WHERE casework_matter.id = matter_id))
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) = 'manager'
        AND EXISTS (SELECT FROM casework_matter WHERE casework_matter.id = matter_id));

ALTER TABLE learning_lessonapproval ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_draft ON learning_lessonapproval;
CREATE POLICY of_a_draft ON learning_lessonapproval FOR SELECT
    USING (EXISTS (SELECT FROM learning_lessondraft WHERE learning_lessondraft.id = draft_id));

ALTER TABLE learning_lessontakenback ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_an_approval ON learning_lessontakenback;
CREATE POLICY of_an_approval ON learning_lessontakenback
    USING (EXISTS (SELECT FROM learning_lessonapproval WHERE learning_lessonapproval.id = approval_id))
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) = 'manager'
        AND EXISTS (SELECT FROM learning_lessonapproval WHERE learning_lessonapproval.id = approval_id));

CREATE OR REPLACE FUNCTION learning_withdrawn() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT case_id::text FROM learning_withdrawal
$body$;
REVOKE ALL ON FUNCTION learning_withdrawn() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learning_withdrawn() TO upstander_desk;

ALTER TABLE learning_owncase ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_everybody ON learning_owncase;
DROP POLICY IF EXISTS approved ON learning_owncase;
CREATE POLICY of_everybody ON learning_owncase FOR SELECT
    USING ((SELECT access_role()) IS NOT NULL AND id NOT IN (SELECT learning_withdrawn()));

ALTER TABLE learning_withdrawal ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_everybody ON learning_withdrawal;
DROP POLICY IF EXISTS of_the_manager ON learning_withdrawal;
CREATE POLICY of_the_manager ON learning_withdrawal FOR SELECT USING ((SELECT access_role()) = 'manager');
DROP POLICY IF EXISTS withdrawn ON learning_withdrawal;
CREATE POLICY withdrawn ON learning_withdrawal FOR INSERT
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) = 'manager');

-- Whether who asks may let out what somebody drafted of a matter: a manager or an authority who may see the matter, and did
-- not draft it. And whether somebody was named in a matter, or came to work on it, since a draft was compared with its
-- people. Drafts of lessons and of notices (notices.sql) are both asked by these, through the owner's functions alone.
CREATE OR REPLACE FUNCTION learning_may_let_out(about uuid, drafted_by uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT drafted_by <> access_asker() AND casework_may_know(about)
        AND (access_role() = 'manager' OR (access_role() = 'authority' AND casework_is_on(about)))
$body$;
CREATE OR REPLACE FUNCTION learning_named_after(about uuid, since timestamptz) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT EXISTS (SELECT FROM casework_planentry AS told JOIN casework_affectedperson AS person ON told.person_id = person.id
            WHERE person.matter_id = about AND told.section = 'name' AND told.at > since)
        OR EXISTS (SELECT FROM casework_agency AS agency JOIN casework_affectedperson AS person
            ON agency.person_id = person.id WHERE person.matter_id = about AND agency.at > since)
        OR EXISTS (SELECT FROM casework_assignment AS part WHERE part.matter_id = about AND part.at > since)
$body$;
REVOKE ALL ON FUNCTION learning_may_let_out(uuid, uuid), learning_named_after(uuid, timestamptz) FROM PUBLIC;

CREATE OR REPLACE FUNCTION learning_may_approve(which uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT coalesce(bool_or(learning_may_let_out(draft.matter_id, draft.by_id)), false)
    FROM learning_lessondraft AS draft WHERE draft.id = which
$body$;
REVOKE ALL ON FUNCTION learning_may_approve(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learning_may_approve(uuid) TO upstander_desk;

-- An approver who may not read those names learns that there are some, and no more.
CREATE OR REPLACE FUNCTION learning_named_since(which uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT EXISTS (SELECT FROM learning_lessondraft AS draft WHERE draft.id = which AND learning_may_approve(which)
        AND learning_named_after(draft.matter_id, draft.at))
$body$;
REVOKE ALL ON FUNCTION learning_named_since(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learning_named_since(uuid) TO upstander_desk;

-- The one way into the library: approval and case together, once for a matter unless its case was taken back.
CREATE OR REPLACE FUNCTION learning_publish(which uuid, called text, told_in text, said bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE about uuid;
BEGIN
    IF NOT learning_may_approve(which) OR called !~ '^own-[0-9a-f]{8}$' THEN
        RAISE EXCEPTION 'this is not theirs to approve' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT matter_id INTO about FROM learning_lessondraft WHERE id = which;
    PERFORM pg_advisory_xact_lock(hashtextextended(about::text, 0));
    IF which <> (SELECT id FROM learning_lessondraft WHERE matter_id = about ORDER BY at DESC, id LIMIT 1)
        OR EXISTS (SELECT FROM learning_lessonapproval AS approval JOIN learning_lessondraft AS draft
            ON approval.draft_id = draft.id WHERE draft.matter_id = about AND NOT EXISTS (
                SELECT FROM learning_lessontakenback AS back WHERE back.approval_id = approval.id)) THEN
        RAISE EXCEPTION 'a newer draft, or a case of it, is there' USING ERRCODE = 'unique_violation';
    END IF;
    INSERT INTO learning_lessonapproval (at, by_id, draft_id) VALUES (now(), access_asker(), which);
    INSERT INTO learning_owncase (id, month, words) VALUES (called, told_in, said);
END
$body$;
REVOKE ALL ON FUNCTION learning_publish(uuid, text, text, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learning_publish(uuid, text, text, bytea) TO upstander_desk;

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['lessondraft', 'lessonapproval', 'lessontakenback', 'owncase', 'withdrawal'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON learning_%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
        EXECUTE format('REVOKE ALL ON learning_%s FROM upstander_desk; GRANT SELECT ON learning_%s TO upstander_desk',
            kept, kept);
    END LOOP;
END $body$;
GRANT INSERT ON learning_lessondraft, learning_lessontakenback, learning_withdrawal TO upstander_desk;
GRANT USAGE ON SEQUENCE learning_lessontakenback_id_seq, learning_withdrawal_id_seq TO upstander_desk;
