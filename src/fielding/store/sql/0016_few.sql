-- With how few reports an identifier may be many strangers': see linking/networks/limits.py; measured
-- with what is common, so that every network stands under the same limits.
ALTER TABLE link_head ADD COLUMN few smallint[] NOT NULL DEFAULT '{}';
