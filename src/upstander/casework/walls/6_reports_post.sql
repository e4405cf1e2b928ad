-- The post room, which takes reports in and reads none, and what it is told of them.

-- The post room: it writes what came and reads nothing of it. Of a report it knows the box, where it stands, and the half
-- of the key that seals; of the desk's people the name and the mark, with which it compares whom to keep it from.
DO $body$ DECLARE kept text; BEGIN
    FOREACH kept IN ARRAY ARRAY['report', 'reportmessage', 'reportfile', 'reportentry', 'reportsubject', 'reportexclusion'] LOOP
        EXECUTE format('DROP POLICY IF EXISTS taken_in ON casework_%s', kept);
        EXECUTE format('CREATE POLICY taken_in ON casework_%s TO upstander_post USING (true) WITH CHECK (%s)', kept,
            CASE WHEN kept IN ('report', 'reportfile') THEN 'true' ELSE 'by_id IS NULL' END);
        EXECUTE format('GRANT SELECT (id), INSERT ON casework_%s TO upstander_post', kept);
    END LOOP;
END $body$;
GRANT SELECT (box, state, urgent, public_key),
    UPDATE (state, urgent, held, keeps_from, about_unit, public_key, private_key)
    ON casework_report TO upstander_post;
GRANT SELECT (id, name, mark, bare_mark, role) ON access_account TO upstander_post;
DROP POLICY IF EXISTS taken_in ON casework_reportname;
CREATE POLICY taken_in ON casework_reportname FOR INSERT TO upstander_post
    WITH CHECK (proposed_by_id IS NULL AND let_go_by_id IS NULL);
GRANT INSERT ON casework_reportname TO upstander_post;
DROP POLICY IF EXISTS compared ON casework_tiedname;

-- An urgent report that was typed in has the duty person told as an urgent letter has: of that, and of nothing in it.
CREATE OR REPLACE FUNCTION casework_urgent_typed_in() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    PERFORM pg_notify('upstander_urgent', '');
    RETURN NULL;
END
$body$;
CREATE OR REPLACE TRIGGER urgent_typed_in AFTER INSERT ON casework_report
    FOR EACH ROW WHEN (NEW.urgent AND NEW.box IS NULL) EXECUTE FUNCTION casework_urgent_typed_in();

-- Which urgent letters the duty person was told of: written and read by whoever tells them.
ALTER TABLE casework_dutytold ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS told ON casework_dutytold;
CREATE POLICY told ON casework_dutytold TO upstander_post USING (true);
GRANT SELECT, INSERT ON casework_dutytold TO upstander_post;

-- Whatever calls a report safeguarding rings for the duty person, as an urgent letter does (reporting/walls/1_door.sql).
-- The row holds a day, and not of which report: whoever tells them learns no more than that they are to be told.
ALTER TABLE casework_dutycall ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS told ON casework_dutycall;
CREATE POLICY told ON casework_dutycall FOR SELECT TO upstander_post USING (true);
GRANT SELECT ON casework_dutycall TO upstander_post;
CREATE OR REPLACE FUNCTION casework_call_duty() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    INSERT INTO casework_dutycall (id, day) VALUES (gen_random_uuid(), access_today());
    PERFORM pg_notify('upstander_urgent', '');
    RETURN NULL;
END
$body$;
CREATE OR REPLACE TRIGGER calls_duty AFTER UPDATE OF state ON casework_report FOR EACH ROW
    WHEN (NEW.state = 'safeguarding' AND OLD.state <> 'safeguarding') EXECUTE FUNCTION casework_call_duty();
REVOKE EXECUTE ON FUNCTION casework_call_duty() FROM PUBLIC;

-- Who comes to the desk later is kept from every report that says from whom it is to be kept, until they are compared
-- with it (post.compare_again).
CREATE OR REPLACE FUNCTION casework_keep_from_newcomer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    INSERT INTO casework_reportexclusion (id, report_id, account_id, why)
        SELECT gen_random_uuid(), id, NEW.id, 'newer' FROM casework_report WHERE keeps_from;
    RETURN NULL;
END
$body$;
CREATE OR REPLACE TRIGGER kept_from_older_reports AFTER INSERT ON access_account
    FOR EACH ROW EXECUTE FUNCTION casework_keep_from_newcomer();

-- How many open reports nobody at the desk may see: whoever runs the post room must be told, and nothing else of them.
CREATE OR REPLACE FUNCTION casework_seen_by_nobody() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    WITH hidden AS (
        SELECT account.id AS account_id, never FROM access_account AS account, access_hidden_from(account.id) AS never
        WHERE is_active AND role IN ('manager', 'analyst')
    )
    SELECT count(*) FROM casework_report AS report WHERE state NOT IN ('closed', 'destroyed', 'handed_over') AND NOT EXISTS (
        SELECT FROM access_account AS one WHERE is_active AND (role = 'manager' OR (role = 'analyst' AND NOT report.held))
            AND NOT EXISTS (SELECT FROM casework_reportexclusion WHERE report_id = report.id AND account_id = one.id)
            AND NOT EXISTS (SELECT FROM (
                    SELECT subject_mark FROM casework_reportsubject WHERE report_id = report.id
                    UNION ALL SELECT subject_mark FROM casework_reportname
                        WHERE report_id = report.id AND let_go_by_id IS NULL) AS subject
                JOIN hidden ON hidden.never = subject_mark AND hidden.account_id = one.id))
$body$;
REVOKE EXECUTE ON FUNCTION casework_keep_from_newcomer(), casework_keep_from_the_tied(), casework_seen_by_nobody()
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION casework_seen_by_nobody() TO upstander_post;

-- Answers to reports that a manager destroyed go, whose boxes were closed on that day or earlier; gives which reports.
CREATE OR REPLACE FUNCTION casework_let_go_of_replies(closed_by date) RETURNS SETOF uuid LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    WITH gone AS (DELETE FROM reporting_reply USING reporting_box AS box, casework_report AS report
        WHERE box_id = box.id AND report.box = box.id AND report.state = 'destroyed' AND box.recipient = 'unit'
            AND box.closed_on <= closed_by RETURNING report.id)
    SELECT DISTINCT id FROM gone
$body$;
REVOKE EXECUTE ON FUNCTION casework_let_go_of_replies(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION casework_let_go_of_replies(date) TO upstander_post;
