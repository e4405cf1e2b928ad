-- The tamper-evident log: one table that can only be added to, by one function. Run by `install`, as often as you like.
-- What a digest is made of is told again in event.py, and a test holds the two together.

DO $body$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'upstander_audit') THEN
        CREATE ROLE upstander_audit NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'upstander_audit_reader') THEN
        CREATE ROLE upstander_audit_reader NOLOGIN;
    END IF;
END
$body$;

CREATE SCHEMA IF NOT EXISTS audit;
ALTER SCHEMA audit OWNER TO upstander_audit;
REVOKE ALL ON SCHEMA audit FROM PUBLIC;

CREATE TABLE IF NOT EXISTS audit.event (
    number bigint PRIMARY KEY CHECK (number > 0),
    at timestamptz NOT NULL,
    actor text NOT NULL CHECK (actor <> ''),
    action text NOT NULL CHECK (action <> ''),
    object_kind text NOT NULL,
    object_id text NOT NULL,
    purpose text NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('allowed', 'refused', 'done')),
    details jsonb NOT NULL CHECK (jsonb_typeof(details) = 'object'),
    previous bytea NOT NULL,
    digest bytea NOT NULL
);

-- One row: which log this is, and where it ends. Whoever appends holds it until commit, so numbers have no gaps.
CREATE TABLE IF NOT EXISTS audit.head (
    sole boolean PRIMARY KEY DEFAULT true CHECK (sole),
    identity uuid NOT NULL,
    number bigint NOT NULL DEFAULT 0,
    digest bytea NOT NULL
);

ALTER TABLE audit.event OWNER TO upstander_audit;
ALTER TABLE audit.head OWNER TO upstander_audit;

-- For those who read the log: what was done, by whom, with what, what was refused, and where somebody wrote why. Hashed
-- or cut where nothing bounds the length, so that no value is too long for an index and a line never fails for it.
CREATE INDEX IF NOT EXISTS event_by_action ON audit.event (left(action, 60), number);
CREATE INDEX IF NOT EXISTS event_by_actor ON audit.event (left(actor, 60), number);
CREATE INDEX IF NOT EXISTS event_by_object ON audit.event USING hash (object_id);
CREATE INDEX IF NOT EXISTS event_refused ON audit.event (number) WHERE outcome = 'refused';
CREATE INDEX IF NOT EXISTS event_with_a_purpose ON audit.event USING gin (string_to_array(object_id, ' '))
    WHERE purpose LIKE 'purpose ________-____-____-____-____________';

-- A value with its length before it, so that no two rows of fields read as the same bytes.
CREATE OR REPLACE FUNCTION audit.framed(value bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS $body$
    SELECT int4send(length(value)) || value
$body$;

CREATE OR REPLACE FUNCTION audit.framed(value text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $body$
    SELECT audit.framed(convert_to(value, 'UTF8'))
$body$;

-- What the first event has before it: the log's own identity.
CREATE OR REPLACE FUNCTION audit.beginning(identity uuid) RETURNS bytea LANGUAGE sql IMMUTABLE AS $body$
    SELECT sha256(audit.framed('upstander audit log 1'::text) || audit.framed(uuid_send(identity)))
$body$;

CREATE OR REPLACE FUNCTION audit.digest_of(one audit.event) RETURNS bytea LANGUAGE sql IMMUTABLE AS $body$
    SELECT sha256(
        audit.framed('upstander audit event 1'::text)
        || audit.framed(int8send(one.number))
        || audit.framed(int8send((extract(epoch FROM one.at) * 1000000)::bigint))
        || audit.framed(one.actor)
        || audit.framed(one.action)
        || audit.framed(one.object_kind)
        || audit.framed(one.object_id)
        || audit.framed(one.purpose)
        || audit.framed(one.outcome)
        || audit.framed(one.details::text)
        || audit.framed(one.previous)
    )
$body$;

-- Appends events, given as a JSON array of objects with the seven fields, in their order. Gives the last number.
CREATE OR REPLACE FUNCTION audit.append_many(entries jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
    latest audit.head;
    entry jsonb;
    written audit.event;
BEGIN
    IF jsonb_typeof(entries) IS DISTINCT FROM 'array' THEN
        RAISE EXCEPTION 'audit.append_many takes a JSON array of events' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    SELECT * INTO STRICT latest FROM audit.head FOR UPDATE;
    FOR entry IN SELECT value FROM jsonb_array_elements(entries) LOOP
        latest.number := latest.number + 1;
        written := ROW(
            latest.number, clock_timestamp(), entry ->> 'actor', entry ->> 'action', entry ->> 'object_kind',
            entry ->> 'object_id', entry ->> 'purpose', entry ->> 'outcome', entry -> 'details', latest.digest, NULL
        );
        written.digest := audit.digest_of(written);
        INSERT INTO audit.event VALUES (written.*);
        latest.digest := written.digest;
    END LOOP;
    UPDATE audit.head SET number = latest.number, digest = latest.digest;
    RETURN latest.number;
END
$body$;

-- Appends one event. Gives its number.
CREATE OR REPLACE FUNCTION audit.append(
    actor text, action text, object_kind text, object_id text, purpose text, outcome text, details jsonb
) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
    SELECT audit.append_many(jsonb_build_array(jsonb_build_object(
        'actor', actor, 'action', action, 'object_kind', object_kind, 'object_id', object_id,
        'purpose', purpose, 'outcome', outcome, 'details', details
    )))
$body$;

CREATE OR REPLACE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'the audit log is only ever added to: % of %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$body$;

ALTER FUNCTION audit.framed(bytea) OWNER TO upstander_audit;
ALTER FUNCTION audit.framed(text) OWNER TO upstander_audit;
ALTER FUNCTION audit.beginning(uuid) OWNER TO upstander_audit;
ALTER FUNCTION audit.digest_of(audit.event) OWNER TO upstander_audit;
ALTER FUNCTION audit.append_many(jsonb) OWNER TO upstander_audit;
ALTER FUNCTION audit.append(text, text, text, text, text, text, jsonb) OWNER TO upstander_audit;
ALTER FUNCTION audit.refuse() OWNER TO upstander_audit;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC;

CREATE OR REPLACE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.event
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE OR REPLACE TRIGGER stays BEFORE DELETE OR TRUNCATE ON audit.head
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE OR REPLACE TRIGGER stays_the_same_log BEFORE UPDATE OF identity, sole ON audit.head
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
-- Always: also in a session that says it is a replica.
ALTER TABLE audit.event ENABLE ALWAYS TRIGGER only_added_to;
ALTER TABLE audit.head ENABLE ALWAYS TRIGGER stays;
ALTER TABLE audit.head ENABLE ALWAYS TRIGGER stays_the_same_log;

INSERT INTO audit.head (identity, digest)
    SELECT made, audit.beginning(made) FROM gen_random_uuid() AS made
    ON CONFLICT DO NOTHING;

GRANT USAGE ON SCHEMA audit TO upstander_audit_reader;
GRANT SELECT ON audit.event, audit.head TO upstander_audit_reader;

-- What the verifier found each time: kept for those who must not go on where it found something. It proves nothing by
-- itself, since a superuser can write it too; what proves stands in the checkpoints outside.
CREATE TABLE IF NOT EXISTS audit.verification (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    events bigint NOT NULL CHECK (events >= 0),
    findings integer NOT NULL CHECK (findings >= 0)
);
ALTER TABLE audit.verification OWNER TO upstander_audit;
CREATE OR REPLACE FUNCTION audit.keep_verification(events bigint, findings integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
    INSERT INTO audit.verification (events, findings) VALUES ($1, $2)
$body$;
ALTER FUNCTION audit.keep_verification(bigint, integer) OWNER TO upstander_audit;
REVOKE ALL ON FUNCTION audit.keep_verification(bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.keep_verification(bigint, integer) TO upstander_audit_reader;
GRANT SELECT ON audit.verification TO upstander_audit_reader;
