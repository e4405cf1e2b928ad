-- What signing in may read and write. Whoever is proving who they are is not who asks: until a second factor is proved,
-- `upstander.account` is empty, every other wall shows nothing, and these show what checks that one person.

CREATE OR REPLACE FUNCTION access_prover() RETURNS uuid LANGUAGE sql STABLE AS $body$
    SELECT nullif(current_setting('upstander.proving', true), '')::uuid
$body$;

CREATE OR REPLACE FUNCTION access_has_second_factor(whose uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT EXISTS (SELECT FROM access_secondfactor WHERE account_id = whose AND kind <> 'recovery')
$body$;

-- Accounts are seen by all at the desk: their names stand beside what they did. A row is made by an administrator, and
-- changed by its own person in what a sign-in changes; the rest goes through the functions below.
ALTER TABLE access_account ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS known ON access_account;
CREATE POLICY known ON access_account FOR SELECT USING (true);
DROP POLICY IF EXISTS own ON access_account;
CREATE POLICY own ON access_account FOR UPDATE USING (id IN (access_asker(), access_prover()));
DROP POLICY IF EXISTS administered ON access_account;
CREATE POLICY administered ON access_account FOR INSERT WITH CHECK ((SELECT access_role()) = 'administrator');
GRANT INSERT, UPDATE (session_round) ON access_account TO upstander_desk;

-- A hash is seen by nobody but its own person; the first one of a new account comes from an administrator, unseen again.
ALTER TABLE access_password ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON access_password;
CREATE POLICY own ON access_password FOR SELECT USING (account_id IN (access_asker(), access_prover()));
DROP POLICY IF EXISTS changed ON access_password;
CREATE POLICY changed ON access_password FOR UPDATE
    USING (account_id = access_asker() OR (account_id = access_prover() AND starting))
    WITH CHECK (account_id IN (access_asker(), access_prover()));
DROP POLICY IF EXISTS administered ON access_password;
CREATE POLICY administered ON access_password FOR INSERT
    WITH CHECK ((SELECT access_role()) = 'administrator' AND account_id <> access_asker());
GRANT SELECT, INSERT, UPDATE (hash, starting, until) ON access_password TO upstander_desk;

-- A password alone adds a second factor only where there is none.
ALTER TABLE access_secondfactor ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON access_secondfactor;
CREATE POLICY own ON access_secondfactor FOR SELECT USING (account_id IN (access_asker(), access_prover()));
DROP POLICY IF EXISTS set_up ON access_secondfactor;
CREATE POLICY set_up ON access_secondfactor FOR INSERT
    WITH CHECK (account_id = access_asker() OR (account_id = access_prover() AND NOT access_has_second_factor(account_id)));
DROP POLICY IF EXISTS used ON access_secondfactor;
CREATE POLICY used ON access_secondfactor FOR UPDATE USING (account_id IN (access_asker(), access_prover()));
DROP POLICY IF EXISTS taken_away ON access_secondfactor;
CREATE POLICY taken_away ON access_secondfactor FOR DELETE
    USING (account_id = access_asker() OR (account_id = access_prover() AND kind = 'recovery'));
GRANT SELECT, INSERT, DELETE, UPDATE (used_up_to) ON access_secondfactor TO upstander_desk;

ALTER TABLE access_wrongproof ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON access_wrongproof;
CREATE POLICY own ON access_wrongproof USING (account_id IN (access_asker(), access_prover()));
GRANT SELECT, INSERT ON access_wrongproof TO upstander_desk;
GRANT USAGE ON SEQUENCE access_wrongproof_id_seq TO upstander_desk;

-- What an administrator does to somebody else's account, and nothing but that.
CREATE OR REPLACE FUNCTION access_administers(whose uuid) RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    IF access_role() IS DISTINCT FROM 'administrator' OR whose IS NOT DISTINCT FROM access_asker() THEN
        RAISE EXCEPTION 'only an administrator does this, and never to themselves' USING ERRCODE = 'insufficient_privilege';
    END IF;
END
$body$;

CREATE OR REPLACE FUNCTION access_give_role(whose uuid, given text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    PERFORM access_administers(whose);
    UPDATE access_account SET role = given WHERE id = whose;
END
$body$;

CREATE OR REPLACE FUNCTION access_set_active(whose uuid, active boolean) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    PERFORM access_administers(whose);
    UPDATE access_account SET is_active = active, session_round = gen_random_uuid() WHERE id = whose;
END
$body$;

CREATE OR REPLACE FUNCTION access_end_sessions(whose uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    PERFORM access_administers(whose);
    UPDATE access_account SET session_round = gen_random_uuid() WHERE id = whose;
END
$body$;

CREATE OR REPLACE FUNCTION access_give_password(whose uuid, hashed text, ends timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    PERFORM access_administers(whose);
    INSERT INTO access_password (account_id, hash, starting, until) VALUES (whose, hashed, true, ends)
        ON CONFLICT (account_id) DO UPDATE SET hash = hashed, starting = true, until = ends;
    UPDATE access_account SET session_round = gen_random_uuid() WHERE id = whose;
END
$body$;

CREATE OR REPLACE FUNCTION access_take_second_factors(whose uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    PERFORM access_administers(whose);
    DELETE FROM access_secondfactor WHERE account_id = whose;
    UPDATE access_account SET session_round = gen_random_uuid() WHERE id = whose;
END
$body$;

REVOKE EXECUTE ON FUNCTION access_administers, access_give_role, access_set_active, access_end_sessions,
    access_give_password, access_take_second_factors FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access_give_role, access_set_active, access_end_sessions, access_give_password,
    access_take_second_factors TO upstander_desk;
