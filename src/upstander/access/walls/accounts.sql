-- The second wall: what the database itself shows to whoever the desk says is asking. Run as the owner, as often as you
-- like, after every migration. The desk's role owns nothing, so that it cannot take a wall down.

-- Tables of a session's own come before ours where a function forgets to say otherwise: the desk has none.
DO $body$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()); END $body$;

CREATE OR REPLACE FUNCTION access_asker() RETURNS uuid LANGUAGE sql STABLE AS $body$
    SELECT nullif(current_setting('upstander.account', true), '')::uuid
$body$;

CREATE OR REPLACE FUNCTION access_role() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT role FROM access_account WHERE id = access_asker() AND is_active
$body$;

-- The day it is at the desk when it is asked. `current_date` is the day of whatever time zone is set, which Django makes
-- UTC, and of when the transaction began: in the first hour of a summer's day people type one that it does not know yet.
CREATE OR REPLACE FUNCTION access_today() RETURNS date LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $body$ SELECT (statement_timestamp() AT TIME ZONE 'Europe/London')::date $body$;

-- Whether who asks waits to be compared with the force's records (casework.newcomers): any tie may be theirs meanwhile.
CREATE OR REPLACE FUNCTION access_waits() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT NOT compared FROM access_account WHERE id = access_asker()
$body$;

-- Of whom nothing may be known to an account, by their marks with and without letters. Nobody asks it of another: it would
-- tell their ties. Functions of the owner do, which say whether somebody else may read something.
CREATE OR REPLACE FUNCTION access_hidden_from(which uuid) RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT one FROM access_account, unnest(ARRAY[mark, bare_mark]) AS one WHERE id = which AND one <> ''
    UNION ALL SELECT one FROM access_shutout AS tie, unnest(ARRAY[subject_mark, bare_mark]) AS one
        WHERE account_id = which AND one <> '' AND NOT EXISTS (
        SELECT FROM access_release JOIN access_releasesignature ON release_id = access_release.id WHERE tie_id = tie.id)
$body$;
REVOKE EXECUTE ON FUNCTION access_hidden_from(uuid) FROM PUBLIC;

-- Of whom nothing may be known to who asks, by their marks: themselves, and everybody they have a tie to. A set, so that a list asks once and
-- not for each of its rows; with nobody asking, the role is null and no policy lets anything through. Of who waits it holds a
-- null: nobody is known not to be in it, so NOT IN lets nothing through. Who asks with IN must ask access_waits() beside.
CREATE OR REPLACE FUNCTION access_hidden() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT access_hidden_from(access_asker()) UNION ALL SELECT NULL WHERE access_waits()
$body$;

CREATE OR REPLACE FUNCTION access_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION '% is added to and never changed: write one more row', TG_TABLE_NAME;
END
$body$;

CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON access_shutout
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();

ALTER TABLE access_shutout ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own_or_managed ON access_shutout;
CREATE POLICY own_or_managed ON access_shutout FOR SELECT
    USING (account_id = access_asker()
        OR ((SELECT access_role()) IN ('manager', 'authority') AND subject_mark NOT IN (SELECT access_hidden())));
DROP POLICY IF EXISTS declared ON access_shutout;
CREATE POLICY declared ON access_shutout FOR INSERT
    WITH CHECK (declared_by_id = access_asker()
        AND (account_id = access_asker() OR (SELECT access_role()) = 'manager'));

-- Whether who asks may have a say in releasing a tie: a manager or an authority, of whom it is not, and who has none.
CREATE OR REPLACE FUNCTION access_may_release(held uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT access_role() IN ('manager', 'authority') AND account_id <> access_asker()
        AND subject_mark NOT IN (SELECT access_hidden()) FROM access_shutout WHERE id = held
$body$;

ALTER TABLE access_release ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_tie ON access_release;
CREATE POLICY of_a_tie ON access_release
    USING (EXISTS (SELECT FROM access_shutout WHERE access_shutout.id = tie_id))
    WITH CHECK (by_id = access_asker() AND access_may_release(tie_id));
ALTER TABLE access_releasesignature ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_release ON access_releasesignature;
CREATE POLICY of_a_release ON access_releasesignature
    USING (EXISTS (SELECT FROM access_release WHERE access_release.id = release_id))
    WITH CHECK (by_id = access_asker() AND EXISTS (SELECT FROM access_release WHERE access_release.id = release_id
        AND access_release.by_id <> access_asker() AND access_may_release(tie_id)));
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON access_release
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON access_releasesignature
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();
GRANT SELECT, INSERT ON access_release, access_releasesignature TO upstander_desk;

GRANT SELECT ON access_account TO upstander_desk;
GRANT UPDATE (last_login) ON access_account TO upstander_desk;
GRANT SELECT, INSERT ON access_shutout TO upstander_desk;

-- Why somebody read: theirs to read again, and the auditor's, who asks why.
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON access_purpose
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();
ALTER TABLE access_purpose ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own_or_audited ON access_purpose;
CREATE POLICY own_or_audited ON access_purpose
    USING (account_id = access_asker() OR (SELECT access_role()) = 'auditor')
    WITH CHECK (account_id = access_asker());
GRANT SELECT, INSERT ON access_purpose TO upstander_desk;
