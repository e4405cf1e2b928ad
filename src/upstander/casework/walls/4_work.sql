-- The work of an investigation: for the investigator and the authority of the matter, and the manager (policy.against_work).
DO $body$ DECLARE kept text; whose text; BEGIN
    FOREACH kept IN ARRAY ARRAY['task', 'exhibit', 'statement', 'policyentry', 'redaction', 'bundle'] LOOP
        whose := $$EXISTS (SELECT FROM casework_parts(matter_id) AS part WHERE part IN ('investigator', 'authority', 'manager'))$$;
        EXECUTE format('ALTER TABLE casework_%s ENABLE ROW LEVEL SECURITY', kept);
        EXECUTE format('DROP POLICY IF EXISTS by_part ON casework_%s', kept);
        EXECUTE format('CREATE POLICY by_part ON casework_%s USING (%s) WITH CHECK (by_id = access_asker() AND %s)', kept, whose, whose);
    END LOOP;
END $body$;

ALTER TABLE casework_taskresult ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_task ON casework_taskresult;
CREATE POLICY of_a_task ON casework_taskresult
    USING (EXISTS (SELECT FROM casework_task WHERE casework_task.id = task_id))
    WITH CHECK (by_id = access_asker() AND EXISTS (SELECT FROM casework_task WHERE casework_task.id = task_id));

ALTER TABLE casework_exhibitfile ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_an_exhibit ON casework_exhibitfile;
CREATE POLICY of_an_exhibit ON casework_exhibitfile
    USING (EXISTS (SELECT FROM casework_exhibit WHERE casework_exhibit.id = exhibit_id))
    WITH CHECK (EXISTS (SELECT FROM casework_exhibit WHERE casework_exhibit.id = exhibit_id AND by_id = access_asker()));

ALTER TABLE casework_disclosure ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_an_exhibit ON casework_disclosure;
CREATE POLICY of_an_exhibit ON casework_disclosure
    USING (EXISTS (SELECT FROM casework_exhibit WHERE casework_exhibit.id = casework_disclosure.exhibit_id))
    WITH CHECK (by_id = access_asker()
        AND EXISTS (SELECT FROM casework_exhibit WHERE casework_exhibit.id = casework_disclosure.exhibit_id));

ALTER TABLE casework_comparison ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_statement ON casework_comparison;
CREATE POLICY of_a_statement ON casework_comparison
    USING (EXISTS (SELECT FROM casework_statement WHERE casework_statement.id = statement_id))
    WITH CHECK (by_id = access_asker() AND EXISTS (SELECT FROM casework_statement WHERE casework_statement.id = statement_id));

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['task', 'taskresult', 'exhibit', 'exhibitfile', 'disclosure', 'statement', 'comparison',
        'policyentry']
    LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
        EXECUTE format('GRANT SELECT, INSERT ON casework_%s TO upstander_desk', kept);
    END LOOP;
END $body$;
