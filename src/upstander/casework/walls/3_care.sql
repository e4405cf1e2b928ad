-- The people a matter affects: the same answers as care.py. What a survivor tells the liaison officer is not for those who
-- decide about the subject.

-- A part held for four hours behind broken glass (HOURS in models/break_glass.py): it gives what the part gives, no more,
-- and nothing to somebody whose account was closed, or whose role works on no matter by now.
CREATE OR REPLACE FUNCTION casework_held_parts(matter uuid) RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT part FROM casework_breakglass AS asked JOIN casework_breakglassanswer AS answer ON answer.asked_id = asked.id
    WHERE asked.matter_id = matter AND asked.by_id = access_asker() AND allowed AND answer.at > now() - interval '4 hours'
        AND (access_role() = 'manager'
            OR (access_role() IN ('investigator', 'authority', 'liaison') AND casework_is_on(matter)
                AND matter IN (SELECT casework_all_read())))
$body$;

-- The parts in which who asks stands to the people of a matter that they may see; none where they may not see it. A part
-- is its own role's alone: who has another role by now has it no more.
CREATE OR REPLACE FUNCTION casework_parts(matter uuid) RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT part FROM casework_assignment AS held WHERE matter_id = matter AND account_id = access_asker()
        AND casework_may_know(matter) AND part = access_role() AND matter IN (SELECT casework_all_read())
        AND NOT EXISTS (SELECT FROM casework_assignmentend WHERE assignment_id = held.id)
    UNION SELECT 'manager' WHERE access_role() = 'manager' AND casework_may_know(matter)
    UNION SELECT casework_held_parts(matter) WHERE casework_may_know(matter)
$body$;

CREATE OR REPLACE FUNCTION casework_person_parts(person uuid) RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT casework_parts(matter_id) FROM casework_affectedperson WHERE id = person
$body$;

ALTER TABLE casework_affectedperson ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_matter ON casework_affectedperson;
CREATE POLICY of_a_matter ON casework_affectedperson
    USING (EXISTS (SELECT FROM casework_parts(matter_id)))
    WITH CHECK (by_id = access_asker() AND EXISTS (SELECT FROM casework_parts(matter_id) AS part
        WHERE part IN ('liaison', 'investigator', 'manager')));

ALTER TABLE casework_planentry ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS by_section ON casework_planentry;
CREATE POLICY by_section ON casework_planentry
    USING (EXISTS (SELECT FROM casework_person_parts(person_id) AS part WHERE part = 'liaison'
        OR (part = 'manager' AND section NOT IN ('notes', 'needs'))
        OR (part = 'investigator' AND section IN ('name', 'risk', 'contact rules'))))
    WITH CHECK (by_id = access_asker() AND EXISTS (SELECT FROM casework_person_parts(person_id) AS part
        WHERE part = 'liaison' OR (section = 'name' AND part IN ('investigator', 'manager'))));

ALTER TABLE casework_contactdetail ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS liaison_alone ON casework_contactdetail;
CREATE POLICY liaison_alone ON casework_contactdetail
    USING ('liaison' IN (SELECT casework_person_parts(person_id)))
    WITH CHECK (by_id = access_asker() AND 'liaison' IN (SELECT casework_person_parts(person_id)));

ALTER TABLE casework_contactmade ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS by_part ON casework_contactmade;
CREATE POLICY by_part ON casework_contactmade
    USING (EXISTS (SELECT FROM casework_person_parts(person_id) AS part
        WHERE part IN ('liaison', 'investigator', 'manager')))
    WITH CHECK (by_id = access_asker() AND EXISTS (SELECT FROM casework_person_parts(person_id) AS part
        WHERE part IN ('liaison', 'investigator', 'manager')));

ALTER TABLE casework_promise ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS by_part ON casework_promise;
CREATE POLICY by_part ON casework_promise
    USING (EXISTS (SELECT FROM casework_person_parts(person_id) AS part
        WHERE part IN ('liaison', 'investigator', 'manager')))
    WITH CHECK (by_id = access_asker() AND EXISTS (SELECT FROM casework_person_parts(person_id) AS part
        WHERE part IN ('liaison', 'investigator', 'manager')));

ALTER TABLE casework_promisekept ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_a_promise ON casework_promisekept;
CREATE POLICY of_a_promise ON casework_promisekept
    USING (EXISTS (SELECT FROM casework_promise WHERE casework_promise.id = promise_id))
    WITH CHECK (by_id = access_asker() AND EXISTS (SELECT FROM casework_promise WHERE casework_promise.id = promise_id));

ALTER TABLE casework_agency ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS by_part ON casework_agency;
CREATE POLICY by_part ON casework_agency
    USING (EXISTS (SELECT FROM casework_person_parts(person_id) AS part WHERE part IN ('liaison', 'manager')))
    WITH CHECK (by_id = access_asker() AND 'liaison' IN (SELECT casework_person_parts(person_id)));

DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['affectedperson', 'planentry', 'contactdetail', 'contactmade', 'promise', 'promisekept', 'agency']
    LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON casework_%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
        EXECUTE format('GRANT SELECT, INSERT ON casework_%s TO upstander_desk', kept);
    END LOOP;
END $body$;
