-- A report brings some fifty forms; to look each identifier of them up again took longer than to
-- keep them. The linker, which alone writes here, keeps and forgets an identifier with its forms.
ALTER TABLE link_near_form DROP CONSTRAINT link_near_form_identifier_fkey;

-- The first reports of a large network without sorting all of it.
CREATE INDEX link_report_in_network ON link_report (network, report);
DROP INDEX link_report_by_network;
