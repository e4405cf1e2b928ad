-- Letters and notices: the same answers as correspondence.py. Run after 3_care.sql, whose parts it asks for.
CREATE OR REPLACE FUNCTION casework_reads_letters(matter uuid, reader text) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT EXISTS (SELECT FROM casework_parts(matter) AS part WHERE part = 'manager'
        OR (part = 'investigator' AND reader IN ('subject', 'affected person', 'complainant'))
        OR (part = 'authority' AND reader = 'subject')
        OR (part = 'liaison' AND reader IN ('affected person', 'complainant')))
$body$;

ALTER TABLE casework_letter ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS by_reader ON casework_letter;
CREATE POLICY by_reader ON casework_letter USING (casework_reads_letters(matter_id, reader))
    WITH CHECK (by_id = access_asker() AND casework_reads_letters(matter_id, reader)
        AND EXISTS (SELECT FROM casework_parts(matter_id) AS part WHERE part <> 'authority'));

ALTER TABLE casework_letterversion ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_letter ON casework_letterversion;
CREATE POLICY of_a_letter ON casework_letterversion
    USING (EXISTS (SELECT FROM casework_letter WHERE casework_letter.id = letter_id))
    WITH CHECK (by_id = access_asker() AND EXISTS (SELECT FROM casework_letter WHERE casework_letter.id = letter_id));

-- Whoever wrote the words does not approve them.
ALTER TABLE casework_letterapproval ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_version ON casework_letterapproval;
CREATE POLICY of_a_version ON casework_letterapproval
    USING (EXISTS (SELECT FROM casework_letterversion WHERE casework_letterversion.id = version_id))
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IN ('manager', 'authority')
        AND EXISTS (SELECT FROM casework_letterversion
            WHERE casework_letterversion.id = version_id AND casework_letterversion.by_id <> access_asker()));

ALTER TABLE casework_lettercopy ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_version ON casework_lettercopy;
CREATE POLICY of_a_version ON casework_lettercopy
    USING (EXISTS (SELECT FROM casework_letterversion WHERE casework_letterversion.id = version_id))
    WITH CHECK (by_id = access_asker()
        AND EXISTS (SELECT FROM casework_letterversion WHERE casework_letterversion.id = version_id));

-- An affected person is reached by the liaison alone.
ALTER TABLE casework_lettergiven ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_copy ON casework_lettergiven;
CREATE POLICY of_a_copy ON casework_lettergiven
    USING (EXISTS (SELECT FROM casework_lettercopy WHERE casework_lettercopy.id = copied_id))
    WITH CHECK (by_id = access_asker() AND EXISTS (SELECT FROM casework_lettercopy AS copied
        JOIN casework_letterversion AS version ON version.id = copied.version_id
        JOIN casework_letter AS letter ON letter.id = version.letter_id
        WHERE copied.id = copied_id
            AND (letter.reader <> 'affected person' OR 'liaison' IN (SELECT casework_parts(letter.matter_id)))));

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['letter', 'letterversion', 'letterapproval', 'lettercopy', 'lettergiven'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
        EXECUTE format('GRANT SELECT, INSERT ON casework_%s TO upstander_desk', kept);
    END LOOP;
END $body$;
