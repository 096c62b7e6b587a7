-- Whoever erases a case erases what was written about it when it was read again.

CREATE POLICY erased ON folio_key FOR DELETE TO fielding_web
    USING (acting_as() IN ('data-protection-officer', 'system') AND subject LIKE 'reading/%');
CREATE POLICY erased ON folio_sealed FOR DELETE TO fielding_web
    USING (acting_as() IN ('data-protection-officer', 'system') AND subject LIKE 'reading/%');

GRANT DELETE ON folio_key, folio_sealed TO fielding_web;
