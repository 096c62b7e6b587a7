"""The published ledger: checkpoint, tiles and keys, at the addresses of C2SP tlog-tiles."""
