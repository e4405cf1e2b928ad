-- What the door may do: each of these functions, and nothing else. It reads no table. Run as the owner, after migrations.

-- Whether there is room: for all, for words alone, for urgent words alone, or for nothing. Letters that wait and files
-- that were taken in may grow to `upstander.door_room` (ALTER DATABASE … SET upstander.door_room = '50 GB'; else 20 GB),
-- files to half of it. A quarter more is kept for what is urgent: a flood that does not say so takes nothing of it.
CREATE OR REPLACE FUNCTION reporting_takes() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT CASE WHEN held > room * 5 / 4 THEN 'nothing' WHEN held > room THEN 'urgent' WHEN held > room / 2 THEN 'words' ELSE 'all' END
    FROM (SELECT pg_total_relation_size('reporting_letter')
            + coalesce(pg_total_relation_size(to_regclass('casework_reportfile')), 0) AS held,
        pg_size_bytes(coalesce(nullif(current_setting('upstander.door_room', true), ''), '20 GB')) AS room) AS size
$body$;

-- Which letter of its box one is, as they come: by the door, in a bag, or handed over.
CREATE OR REPLACE FUNCTION reporting_number() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    NEW.number := 1 + coalesce((SELECT max(number) FROM reporting_letter WHERE box_id = NEW.box_id), 0);
    RETURN NEW;
END
$body$;
CREATE OR REPLACE TRIGGER numbered BEFORE INSERT ON reporting_letter
    FOR EACH ROW EXECUTE FUNCTION reporting_number();

-- Takes a letter to a new box, or to one that there is. The same letter sent twice is there once. Days, no times.
-- A box may have been turned round while its reporter wrote (casework_hand_over): what is sealed to who received before
-- is not taken, and the door says so; until this ends, nobody turns it round.
CREATE OR REPLACE FUNCTION reporting_take(letter uuid, box bytea, public_key bytea, recipient text, urgent boolean, sealed bytea)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE
    room text := reporting_takes();
BEGIN
    IF octet_length(box) <> 32 OR octet_length(public_key) <> 32 OR room = 'nothing' OR (room = 'urgent' AND NOT urgent)
        OR (room <> 'all' AND octet_length(sealed) > 300000) THEN
        RAISE EXCEPTION 'not taken';
    END IF;
    INSERT INTO reporting_box (id, public_key, recipient, opened_on) VALUES (box, public_key, recipient, access_today())
        ON CONFLICT (id) DO NOTHING;
    INSERT INTO reporting_letter (id, box_id, recipient, urgent, received_on, sealed)
        SELECT letter, box, held.recipient, urgent, access_today(), sealed FROM reporting_box AS held
        WHERE held.id = box AND held.recipient = reporting_take.recipient FOR SHARE
        ON CONFLICT (id) DO NOTHING;
    IF NOT FOUND AND NOT EXISTS (SELECT FROM reporting_letter WHERE id = letter) THEN
        RAISE EXCEPTION 'not taken';
    END IF;
    IF FOUND AND urgent AND EXISTS (SELECT FROM reporting_box AS held WHERE held.id = box AND held.recipient = 'unit') THEN
        PERFORM pg_notify('upstander_urgent', '');
    END IF;
END
$body$;

-- Whether there is such a box, to whom it goes, and whether it was taken in and closed. One that a bag brought
-- from another desk's door is opened at that door alone.
DROP FUNCTION IF EXISTS reporting_box_of(bytea);  -- what it answers has changed
CREATE FUNCTION reporting_box_of(box bytea)
RETURNS TABLE (recipient text, closed_on date, taken_on date) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT held.recipient, held.closed_on,
        (SELECT min(taken_on) FROM reporting_letter WHERE box_id = held.id)
    FROM reporting_box AS held WHERE held.id = box AND held.came_by_bag IS NULL
$body$;

CREATE OR REPLACE FUNCTION reporting_replies_in(box bytea)
RETURNS TABLE (id uuid, written_on date, sealed bytea) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT reply.id, reply.written_on, reply.sealed FROM reporting_reply AS reply
    WHERE reply.box_id = box AND EXISTS (SELECT FROM reporting_box_of(box))
    ORDER BY reply.written_on, reply.id
$body$;

-- The reporter's own: a reply that was read need not lie there for whoever finds the receipt.
CREATE OR REPLACE FUNCTION reporting_take_away(box bytea, reply uuid) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
    DELETE FROM reporting_reply WHERE box_id = box AND id = reply AND EXISTS (SELECT FROM reporting_box_of(box))
$body$;

REVOKE EXECUTE ON FUNCTION reporting_takes(), reporting_take(uuid, bytea, bytea, text, boolean, bytea),
    reporting_box_of(bytea), reporting_replies_in(bytea), reporting_take_away(bytea, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reporting_takes(), reporting_take(uuid, bytea, bytea, text, boolean, bytea),
    reporting_box_of(bytea), reporting_replies_in(bytea), reporting_take_away(bytea, uuid) TO upstander_door;

-- Who is let in without being asked for a name of theirs: nobody. No row is read but through the policies below.
ALTER TABLE reporting_box ENABLE ROW LEVEL SECURITY;
ALTER TABLE reporting_letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE reporting_reply ENABLE ROW LEVEL SECURITY;
ALTER TABLE reporting_arrived ENABLE ROW LEVEL SECURITY;

-- The post room takes letters to the unit in, and then lets go of what they held. What is for somebody outside the unit
-- does not exist here: neither for it nor for the desk.
DROP POLICY IF EXISTS to_the_unit ON reporting_letter;
CREATE POLICY to_the_unit ON reporting_letter TO upstander_post USING (recipient = 'unit');
DROP POLICY IF EXISTS to_the_unit ON reporting_box;
CREATE POLICY to_the_unit ON reporting_box FOR SELECT TO upstander_post USING (recipient = 'unit');
GRANT SELECT, UPDATE (taken_on, sealed) ON reporting_letter TO upstander_post;
GRANT SELECT ON reporting_box TO upstander_post;
