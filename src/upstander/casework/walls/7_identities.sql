-- Who asked who a reporter is: for whoever asked, as long as the report is there for them.

ALTER TABLE casework_identityrequest ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON casework_identityrequest;
CREATE POLICY own ON casework_identityrequest TO upstander_desk
    USING (by_id = access_asker()
        AND EXISTS (SELECT FROM casework_report AS held WHERE held.id = casework_identityrequest.report_id));
CREATE OR REPLACE TRIGGER stays BEFORE DELETE OR UPDATE OF report_id, by_id, at, until ON casework_identityrequest
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();

-- What is over is let go of by the post room, which reads none of it.
DROP POLICY IF EXISTS over ON casework_identityrequest;
CREATE POLICY over ON casework_identityrequest TO upstander_post
    USING (until < access_today()) WITH CHECK (key IS NULL AND text IS NULL);

GRANT SELECT, INSERT, UPDATE (request, key, text) ON casework_identityrequest TO upstander_desk;
GRANT SELECT (id, until, key, text), UPDATE (key, text) ON casework_identityrequest TO upstander_post;

-- With the key of a report goes who its reporter is, whoever asked for it.
CREATE OR REPLACE FUNCTION casework_identities_go_too() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    UPDATE casework_identityrequest SET key = NULL, text = NULL WHERE report_id = NEW.id;
    RETURN NULL;
END
$body$;
CREATE OR REPLACE TRIGGER identities_go_too AFTER UPDATE OF private_key ON casework_report
    FOR EACH ROW WHEN (NEW.private_key IS NULL AND OLD.private_key IS NOT NULL)
    EXECUTE FUNCTION casework_identities_go_too();

-- Whether the reporter was told of the opening: for whoever asked, as the request is.
ALTER TABLE casework_identitytelling ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_request ON casework_identitytelling;
CREATE POLICY of_a_request ON casework_identitytelling TO upstander_desk
    USING (EXISTS (SELECT FROM casework_identityrequest AS asked WHERE asked.id = casework_identitytelling.asked_id))
    WITH CHECK (by_id = access_asker()
        AND EXISTS (SELECT FROM casework_identityrequest AS asked WHERE asked.id = casework_identitytelling.asked_id));
CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_identitytelling
    FOR EACH ROW EXECUTE FUNCTION access_only_added_to();
GRANT SELECT, INSERT ON casework_identitytelling TO upstander_desk;
