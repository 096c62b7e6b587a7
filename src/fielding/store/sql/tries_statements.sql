-- wrong_tries: give how often a wrong code was tried within the time
SELECT count FROM wrong_try
WHERE locator = %(locator)s AND began > now() - make_interval(secs => %(within)s)

-- note_wrong_try: count a wrong try; the time runs from the first
INSERT INTO wrong_try (locator, count, began) VALUES (%(locator)s, 1, now())
ON CONFLICT (locator) DO UPDATE SET
    count = CASE WHEN wrong_try.began > now() - make_interval(secs => %(within)s)
                 THEN wrong_try.count + 1 ELSE 1 END,
    began = CASE WHEN wrong_try.began > now() - make_interval(secs => %(within)s)
                 THEN wrong_try.began ELSE now() END

-- forget_old_tries: forget tries that count no more
DELETE FROM wrong_try WHERE began <= now() - make_interval(secs => %(within)s)
