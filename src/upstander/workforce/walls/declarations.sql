-- What people declare: seen by who declared it, and by who decides on it and has no tie to them or to whom it names.
CREATE OR REPLACE FUNCTION workforce_decides_on(kind text) RETURNS boolean LANGUAGE sql STABLE AS $body$
    SELECT coalesce(access_role() IN ('prevent', 'manager')
        OR (access_role() = 'vetting' AND kind IN ('partner', 'association')), false)
$body$;
-- Those that may name who asks, by a name alone.
CREATE OR REPLACE FUNCTION workforce_kept_declarations() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT declaration_id FROM workforce_declarationexclusion WHERE account_id = access_asker()
$body$;
-- Whether who asks decides on one: as its own policy says it, for the tables that belong to it.
CREATE OR REPLACE FUNCTION workforce_may_decide(which uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT coalesce(bool_or(workforce_decides_on(kind) AND by_id <> access_asker()
        AND staff_mark NOT IN (SELECT access_hidden()) AND other_mark NOT IN (SELECT access_hidden())
        AND id NOT IN (SELECT workforce_kept_declarations())), false) FROM workforce_declaration WHERE id = which
$body$;

ALTER TABLE workforce_declaration ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own_or_decided ON workforce_declaration;
CREATE POLICY own_or_decided ON workforce_declaration FOR SELECT
    USING (by_id = access_asker() OR (((SELECT access_role()) IN ('prevent', 'manager')
            OR ((SELECT access_role()) = 'vetting' AND kind IN ('partner', 'association')))
        AND staff_mark NOT IN (SELECT access_hidden()) AND other_mark NOT IN (SELECT access_hidden())
        AND id NOT IN (SELECT workforce_kept_declarations())));
-- In one's own name and number, and with the moment at which it is written: nobody declares something earlier.
DROP POLICY IF EXISTS declared ON workforce_declaration;
CREATE POLICY declared ON workforce_declaration FOR INSERT
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IS NOT NULL
        AND staff_mark = (SELECT mark FROM access_account WHERE id = access_asker())
        AND at BETWEEN clock_timestamp() - interval '10 minutes' AND clock_timestamp() + interval '10 minutes');

ALTER TABLE workforce_declarationexclusion ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_declaration ON workforce_declarationexclusion;
CREATE POLICY of_a_declaration ON workforce_declarationexclusion FOR SELECT
    USING (EXISTS (SELECT FROM workforce_declaration AS declared WHERE declared.id = declaration_id));
DROP POLICY IF EXISTS of_ones_own ON workforce_declarationexclusion;
CREATE POLICY of_ones_own ON workforce_declarationexclusion FOR INSERT
    WITH CHECK (EXISTS (SELECT FROM workforce_declaration AS declared
        WHERE declared.id = declaration_id AND declared.by_id = access_asker()));

ALTER TABLE workforce_declarationperson ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_who_decides ON workforce_declarationperson;
CREATE POLICY of_who_decides ON workforce_declarationperson
    USING (workforce_may_decide(declaration_id))
    WITH CHECK (by_id = access_asker() AND workforce_may_decide(declaration_id));

ALTER TABLE workforce_declarationdecision ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_declaration ON workforce_declarationdecision;
CREATE POLICY of_a_declaration ON workforce_declarationdecision FOR SELECT
    USING (EXISTS (SELECT FROM workforce_declaration AS declared WHERE declared.id = declaration_id));
DROP POLICY IF EXISTS decided ON workforce_declarationdecision;
CREATE POLICY decided ON workforce_declarationdecision FOR INSERT
    WITH CHECK (by_id = access_asker() AND workforce_may_decide(declaration_id));

ALTER TABLE workforce_declarationacknowledgement ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_decision ON workforce_declarationacknowledgement;
CREATE POLICY of_a_decision ON workforce_declarationacknowledgement FOR SELECT
    USING (EXISTS (SELECT FROM workforce_declarationdecision AS decided WHERE decided.id = decision_id));
DROP POLICY IF EXISTS by_who_declared ON workforce_declarationacknowledgement;
CREATE POLICY by_who_declared ON workforce_declarationacknowledgement FOR INSERT
    WITH CHECK (by_id = access_asker() AND EXISTS (SELECT FROM workforce_declarationdecision AS decided
        JOIN workforce_declaration AS declared ON declared.id = decided.declaration_id
        WHERE decided.id = decision_id AND declared.by_id = access_asker()));

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['', 'exclusion', 'person', 'decision', 'acknowledgement'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON workforce_declaration%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
        EXECUTE format('GRANT SELECT, INSERT ON workforce_declaration%s TO upstander_desk', kept);
    END LOOP;
END $body$;
GRANT USAGE ON SEQUENCE workforce_declarationexclusion_id_seq, workforce_declarationperson_id_seq,
    workforce_declarationdecision_id_seq, workforce_declarationacknowledgement_id_seq TO upstander_desk;
