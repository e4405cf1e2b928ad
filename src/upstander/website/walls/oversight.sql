-- The log as the auditor reads it. Run after the walls of every room, as the owner, who may read the log itself.

DROP POLICY IF EXISTS not_of_what_is_hidden ON access_purpose;
DROP FUNCTION IF EXISTS website_hidden_purposes(), website_log(text, text, text, text, integer, integer), website_hidden();

-- The ids of what does not exist for the auditor who asks: whatever is about them, or about somebody they have a tie to,
-- with all that belongs to it; and the reports that their reporters keep from them, with what was made of these. What
-- people at the desk keep from them, or hold for the manager, hides nothing here: nobody at the desk shuts the auditor out.
CREATE FUNCTION website_hidden() RETURNS text[] LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
    WITH reports AS (
        SELECT report_id AS id FROM casework_reportexclusion WHERE account_id = access_asker() AND why <> 'desk'
        UNION SELECT report_id FROM casework_reportsubject
            WHERE subject_mark IN (SELECT access_hidden()) OR (SELECT access_waits())
        UNION SELECT report_id FROM casework_reportname WHERE why = 'told' AND let_go_by_id IS NULL
            AND subject_mark IN (SELECT access_hidden())
    ), made AS (
        SELECT coalesce(intelligence_id, matter_id) AS id FROM casework_reportlink AS link
            JOIN reports ON link.report_id = reports.id WHERE link.made AND link.other_id IS NULL
    ), matters AS (
        SELECT matter.id FROM casework_matter AS matter WHERE subject_mark IN (SELECT access_hidden()) OR (SELECT access_waits())
        UNION SELECT made.id FROM made
    ), people AS (
        SELECT person.id FROM casework_affectedperson AS person JOIN matters ON matter_id = matters.id
    ), hidden AS (
        SELECT access_hidden() AS id
        UNION ALL SELECT lead.id::text FROM casework_lead AS lead WHERE subject_mark IN (SELECT access_hidden()) OR (SELECT access_waits())
        UNION ALL SELECT matters.id::text FROM matters
        UNION ALL SELECT people.id::text FROM people
        UNION ALL SELECT held.id::text FROM casework_contactdetail AS held JOIN people ON person_id = people.id
        UNION ALL SELECT held.id::text FROM casework_promise AS held JOIN people ON person_id = people.id
        UNION ALL SELECT held.id::text FROM casework_letter AS held JOIN matters ON matter_id = matters.id
        UNION ALL SELECT held.id::text FROM casework_redaction AS held JOIN matters ON matter_id = matters.id
        UNION ALL SELECT held.id::text FROM casework_bundle AS held JOIN matters ON matter_id = matters.id
        UNION ALL SELECT held.id::text FROM casework_exhibit AS held JOIN matters ON matter_id = matters.id
        UNION ALL SELECT held.id::text FROM casework_task AS held JOIN matters ON matter_id = matters.id
        UNION ALL SELECT held.id::text FROM casework_statement AS held JOIN matters ON matter_id = matters.id
        UNION ALL SELECT held.id::text FROM casework_proposal AS held JOIN matters ON matter_id = matters.id
        UNION ALL SELECT held.id::text FROM casework_breakglass AS held JOIN matters ON matter_id = matters.id
        UNION ALL SELECT copied.id::text FROM casework_lettercopy AS copied
            JOIN casework_letterversion AS version ON copied.version_id = version.id
            JOIN casework_letter AS held ON version.letter_id = held.id JOIN matters ON held.matter_id = matters.id
        UNION ALL SELECT passage.id::text FROM casework_passage AS passage
            JOIN casework_redaction AS held ON passage.redaction_id = held.id JOIN matters ON held.matter_id = matters.id
        UNION ALL SELECT subject.report_id::text FROM casework_intelligencesubject AS subject
            WHERE subject_mark IN (SELECT access_hidden()) OR (SELECT access_waits())
        UNION ALL SELECT made.id::text FROM made
        UNION ALL SELECT reports.id::text FROM reports
        UNION ALL SELECT file.id::text FROM casework_reportfile AS file JOIN reports ON file.report_id = reports.id
        UNION ALL SELECT asked.id::text FROM casework_originalasked AS asked
            JOIN casework_reportfile AS file ON asked.file_id = file.id JOIN reports ON file.report_id = reports.id
        UNION ALL SELECT asked.id::text FROM casework_identityrequest AS asked JOIN reports ON asked.report_id = reports.id
        UNION ALL SELECT entry.id::text FROM workforce_watchlistentry AS entry
            WHERE subject_mark IN (SELECT access_hidden()) OR (SELECT access_waits())
        UNION ALL SELECT declared.id::text FROM workforce_declaration AS declared WHERE (SELECT access_waits())
            OR staff_mark IN (SELECT access_hidden()) OR other_mark IN (SELECT access_hidden())
        UNION ALL SELECT officer.scheme_id::text FROM workforce_schemeofficer AS officer
            WHERE staff_mark IN (SELECT access_hidden()) OR (SELECT access_waits())
        UNION ALL SELECT condition.id::text FROM workforce_schemecondition AS condition
            JOIN workforce_schemeofficer AS officer ON condition.scheme_id = officer.scheme_id
            WHERE staff_mark IN (SELECT access_hidden()) OR (SELECT access_waits())
        UNION ALL SELECT attempt.id::text FROM workforce_attempt AS attempt
            WHERE mark IN (SELECT access_hidden()) OR (SELECT access_waits())
        UNION ALL SELECT sitting.id::text FROM workforce_sitting AS sitting
            WHERE mark IN (SELECT access_hidden()) OR (SELECT access_waits())
        UNION ALL SELECT pair_mark FROM workforce_newpartnerdecision
            WHERE staff_mark IN (SELECT access_hidden()) OR (SELECT access_waits())
        UNION ALL SELECT held.id::text FROM workforce_healthcheck AS held WHERE (SELECT access_waits())
            OR staff_mark IN (SELECT access_hidden()) OR supervisor_mark IN (SELECT access_hidden())
        UNION ALL SELECT held.id::text FROM workforce_welfareoffer AS held WHERE (SELECT access_waits())
            OR staff_mark IN (SELECT access_hidden()) OR supervisor_mark IN (SELECT access_hidden())
        UNION ALL SELECT held.id::text FROM workforce_transferee AS held
            WHERE staff_mark IN (SELECT access_hidden()) OR (SELECT access_waits())
        UNION ALL SELECT sampled.id::text FROM workforce_sampledcontact AS sampled
            WHERE staff_mark IN (SELECT access_hidden()) OR held_by_mark IN (SELECT access_hidden()) OR (SELECT access_waits())
        UNION ALL SELECT tie.id::text FROM access_shutout AS tie WHERE subject_mark IN (SELECT access_hidden()) OR (SELECT access_waits())
    )
    SELECT coalesce(array_agg(hidden.id), '{}') FROM hidden WHERE hidden.id IS NOT NULL
$body$;

-- The lines of the log that the auditor may know of, newest first. What a line tells beside (such as the ids of a list)
-- is not given, nor its number: a gap would tell that something is hidden. Each of the first four may be empty.
-- What is not asked for is left out of the question, so that each is answered from its own index.
CREATE FUNCTION website_log(who text, what text, ended text, about text, skipped integer, most integer)
RETURNS TABLE (at timestamptz, actor text, action text, object_kind text, object_id text, purpose text, outcome text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE
    hidden text[];
    asked text := $$SELECT event.at, event.actor, event.action, event.object_kind, event.object_id, event.purpose, event.outcome
        FROM audit.event AS event
        WHERE NOT EXISTS (SELECT FROM unnest(string_to_array(event.object_id, ' ')) AS part WHERE part = ANY ($7))$$;
BEGIN
    IF access_role() IS DISTINCT FROM 'auditor' THEN RETURN; END IF;
    hidden := website_hidden();
    IF who <> '' THEN asked := asked || ' AND left(event.actor, 60) = left($1, 60) AND event.actor = $1'; END IF;
    IF what <> '' THEN asked := asked || ' AND left(event.action, 60) = left($2, 60) AND event.action = $2'; END IF;
    IF ended = 'refused' THEN asked := asked || $$ AND event.outcome = 'refused'$$;
    ELSIF ended <> '' THEN asked := asked || ' AND event.outcome = $3'; END IF;
    IF about <> '' THEN asked := asked || ' AND event.object_id = $4'; END IF;
    RETURN QUERY EXECUTE asked || ' ORDER BY event.number DESC OFFSET $5 LIMIT $6'
        USING who, what, ended, about, skipped, most, hidden;
END
$body$;

-- Why somebody read what the auditor may not know of is not the auditor's to read.
CREATE FUNCTION website_hidden_purposes() RETURNS SETOF uuid LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT substr(event.purpose, 9)::uuid FROM audit.event AS event
    WHERE event.purpose LIKE 'purpose ________-____-____-____-____________'
        AND string_to_array(event.object_id, ' ') && (SELECT website_hidden())
$body$;
CREATE POLICY not_of_what_is_hidden ON access_purpose AS RESTRICTIVE FOR SELECT
    USING (account_id = access_asker() OR id NOT IN (SELECT website_hidden_purposes()));

REVOKE EXECUTE ON FUNCTION website_hidden(), website_hidden_purposes(),
    website_log(text, text, text, text, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION website_hidden_purposes(), website_log(text, text, text, text, integer, integer) TO upstander_desk;
