-- How far the ledger was read for links is for the linker alone to say, as all else that it keeps: who
-- set it forward would keep reports from ever being linked. Anybody may read it: it names nobody.
ALTER TABLE link_head ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON link_head FOR SELECT TO fielding_web USING (true);
CREATE POLICY kept ON link_head FOR UPDATE TO fielding_web USING ((SELECT acting_as()) = 'system');
REVOKE INSERT, DELETE ON link_head FROM fielding_web;
