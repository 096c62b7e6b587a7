-- Statements of programs that ask again and again what was referred to their body.

-- referrals_after: give a body's referrals in the ledger's order of their sending, from an index on
SELECT leaf.index, referral.referral_id::text, known.service, known.reference, known.urgent,
    known.synthetic, referral.state, referral.sent_at, referral.delivered_at,
    referral.answered_at, referral.due_at, referral.outcome
FROM referral_row AS referral
JOIN case_row AS known USING (case_id)
JOIN entry ON entry.case_id = referral.case_id AND entry.kind = 'referral.sent'
    AND convert_from(entry.content, 'UTF8')::jsonb #>> '{facts,referral}'
        = referral.referral_id::text
JOIN leaf USING (queued)
WHERE referral.recipient = %(body)s AND leaf.index > %(after)s
ORDER BY leaf.index LIMIT %(most)s
