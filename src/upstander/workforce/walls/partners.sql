-- Partners: the names of agencies and of their people are for the prevent officer and the manager, who write them.
DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['agency', 'agencyclosing', 'agencycontact', 'agencycontactcheck', 'engagement', 'attendance',
        'agencyfeedback'] LOOP
        EXECUTE format('ALTER TABLE workforce_%s ENABLE ROW LEVEL SECURITY', kept);
        EXECUTE format('DROP POLICY IF EXISTS of_prevention ON workforce_%s', kept);
        EXECUTE format('CREATE POLICY of_prevention ON workforce_%s
            USING ((SELECT access_role()) IN (''prevent'', ''manager''))
            WITH CHECK (by_id = access_asker() AND (SELECT access_role()) IN (''prevent'', ''manager''))', kept);
        EXECUTE format('CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE ON workforce_%s
            FOR EACH ROW EXECUTE FUNCTION access_only_added_to()', kept);
        EXECUTE format('GRANT SELECT, INSERT ON workforce_%s TO upstander_desk', kept);
    END LOOP;
END $body$;
GRANT USAGE ON SEQUENCE workforce_agencyclosing_id_seq, workforce_agencycontactcheck_id_seq, workforce_attendance_id_seq,
    workforce_agencyfeedback_id_seq TO upstander_desk;

-- Who reads counts of agencies and of nobody: those who answer for prevention (learning/policy.py, the checklist).
CREATE OR REPLACE FUNCTION workforce_counts_partners() RETURNS boolean LANGUAGE sql STABLE AS $body$
    SELECT coalesce(access_role() IN ('prevent', 'manager', 'chief', 'authority', 'auditor'), false)
$body$;

-- Agencies of each kind: how many there are, were in touch since a day, have contacts at both levels, and were briefed.
CREATE OR REPLACE FUNCTION workforce_partner_figures(since date, zone text)
RETURNS TABLE (kind text, agencies bigint, in_touch bigint, two_levels bigint, briefed bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
    WITH contact AS (
        SELECT one.id, one.agency_id, one.level, one.at, coalesce((SELECT answer FROM workforce_agencycontactcheck AS asked
            WHERE asked.contact_id = one.id ORDER BY asked.at DESC, asked.id DESC LIMIT 1), 'confirmed') AS answer
        FROM workforce_agencycontact AS one
    ), touched AS (
        SELECT agency_id, engagement.day, engagement.kind FROM workforce_attendance JOIN workforce_engagement AS engagement
            ON engagement.id = engagement_id
        UNION ALL SELECT agency_id, (at AT TIME ZONE zone)::date, '' FROM contact
        UNION ALL SELECT contact.agency_id, (asked.at AT TIME ZONE zone)::date, '' FROM contact
            JOIN workforce_agencycontactcheck AS asked ON asked.contact_id = contact.id WHERE asked.answer = 'confirmed'
    )
    SELECT agency.kind::text, count(*),
        count(*) FILTER (WHERE EXISTS (SELECT FROM touched WHERE touched.agency_id = agency.id AND touched.day >= since)),
        count(*) FILTER (WHERE (SELECT count(DISTINCT contact.level) FROM contact
            WHERE contact.agency_id = agency.id AND contact.answer = 'confirmed') = 2),
        count(*) FILTER (WHERE EXISTS (SELECT FROM touched WHERE touched.agency_id = agency.id AND touched.day >= since
            AND touched.kind IN ('briefing', 'event', 'materials')))
    FROM workforce_agency AS agency
    WHERE workforce_counts_partners()
        AND NOT EXISTS (SELECT FROM workforce_agencyclosing AS closing WHERE closing.agency_id = agency.id)
    GROUP BY agency.kind ORDER BY agency.kind
$body$;

-- Engagements of each month since a day, and with how many agencies.
CREATE OR REPLACE FUNCTION workforce_partner_months(since date)
RETURNS TABLE (month date, engagements bigint, agencies bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT date_trunc('month', engagement.day)::date, count(DISTINCT engagement.id), count(DISTINCT agency_id)
    FROM workforce_engagement AS engagement JOIN workforce_attendance ON engagement_id = engagement.id
    WHERE workforce_counts_partners() AND engagement.day >= since GROUP BY 1 ORDER BY 1
$body$;
REVOKE EXECUTE ON FUNCTION workforce_partner_figures, workforce_partner_months FROM PUBLIC;
GRANT EXECUTE ON FUNCTION workforce_partner_figures, workforce_partner_months TO upstander_desk;
