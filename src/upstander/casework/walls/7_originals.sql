-- Files of reports taken out as they came: for whom the report is there. A manager asks, somebody else answers, and who
-- asked takes it out, within so many days (models/original.py).

ALTER TABLE casework_originalasked ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_file ON casework_originalasked;
CREATE POLICY of_a_file ON casework_originalasked TO upstander_desk
    USING (EXISTS (SELECT FROM casework_reportfile AS held WHERE held.id = casework_originalasked.file_id))
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) = 'manager'
        AND EXISTS (SELECT FROM casework_reportfile AS held WHERE held.id = casework_originalasked.file_id));

ALTER TABLE casework_originalanswer ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS by_a_second ON casework_originalanswer;
CREATE POLICY by_a_second ON casework_originalanswer TO upstander_desk
    USING (EXISTS (SELECT FROM casework_originalasked AS asked WHERE asked.id = asked_id))
    WITH CHECK (by_id = access_asker()
        AND EXISTS (SELECT FROM casework_originalasked AS asked WHERE asked.id = asked_id AND asked.by_id <> access_asker()));

ALTER TABLE casework_originaltaken ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS by_who_asked ON casework_originaltaken;
CREATE POLICY by_who_asked ON casework_originaltaken TO upstander_desk
    USING (EXISTS (SELECT FROM casework_originalasked AS asked WHERE asked.id = asked_id))
    WITH CHECK (by_id = access_asker() AND (SELECT access_role()) = 'manager'
        AND EXISTS (SELECT FROM casework_originalasked AS asked JOIN casework_originalanswer AS answer ON answer.asked_id = asked.id
            WHERE asked.id = casework_originaltaken.asked_id AND asked.by_id = access_asker()
                AND answer.allowed AND answer.at > now() - interval '7 days'));

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['originalasked', 'originalanswer', 'originaltaken'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
        EXECUTE format('GRANT SELECT, INSERT ON casework_%s TO upstander_desk', kept);
    END LOOP;
END $body$;
