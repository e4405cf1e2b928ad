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

-- A staff number in the one spelling by which ties are compared; `spelt` in asking.py gives the same.
CREATE OR REPLACE FUNCTION access_spelt(staff_id text) RETURNS text LANGUAGE sql IMMUTABLE AS $body$
    SELECT translate(lower(staff_id), ' -./_', '')
$body$;

-- Of whom nothing may be known to who asks: themselves, and everybody they have a tie to. A set, so that a list asks once and
-- not for each of its rows; with nobody asking, the role is null and no policy lets anything through.
CREATE OR REPLACE FUNCTION access_hidden() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT access_spelt(staff_id) FROM access_account WHERE id = access_asker()
    UNION ALL SELECT access_spelt(subject_id) FROM access_shutout WHERE account_id = access_asker()
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
    USING (account_id = access_asker() OR ((SELECT access_role()) = 'manager' AND access_spelt(subject_id) NOT IN (SELECT access_hidden())));
DROP POLICY IF EXISTS declared ON access_shutout;
CREATE POLICY declared ON access_shutout FOR INSERT
    WITH CHECK (declared_by_id = access_asker()
        AND (account_id = access_asker() OR (SELECT access_role()) = 'manager'));

GRANT SELECT ON access_account TO upstander_desk;
GRANT UPDATE (last_login) ON access_account TO upstander_desk;
GRANT SELECT, INSERT ON access_shutout TO upstander_desk;
