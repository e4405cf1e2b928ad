-- The second wall: what the database itself shows to whoever the desk says is asking. Run as the owner, as often as you
-- like, after every migration. The desk's role owns nothing, so that it cannot take a wall down.

CREATE OR REPLACE FUNCTION access_asker() RETURNS uuid LANGUAGE sql STABLE AS $body$
    SELECT nullif(current_setting('upstander.account', true), '')::uuid
$body$;

CREATE OR REPLACE FUNCTION access_role() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $body$
    SELECT role FROM access_account WHERE id = access_asker() AND is_active
$body$;

-- Whether anything about a member of staff may be known to who asks: not to themselves, and to nobody with a tie.
CREATE OR REPLACE FUNCTION access_may_know(subject text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $body$
    SELECT EXISTS (SELECT FROM access_account WHERE id = access_asker() AND is_active AND staff_id <> subject)
       AND NOT EXISTS (SELECT FROM access_shutout WHERE account_id = access_asker() AND subject_id = subject)
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
    USING (account_id = access_asker() OR ((SELECT access_role()) = 'manager' AND access_may_know(subject_id)));
DROP POLICY IF EXISTS declared ON access_shutout;
CREATE POLICY declared ON access_shutout FOR INSERT
    WITH CHECK (declared_by_id = access_asker()
        AND (account_id = access_asker() OR (SELECT access_role()) = 'manager'));

GRANT SELECT ON access_account TO upstander_desk;
GRANT UPDATE (password, last_login) ON access_account TO upstander_desk;
GRANT SELECT, INSERT ON access_shutout TO upstander_desk;
