"""UBL 2.1 invoices and credit notes (ISO/IEC 19845), read in the way EN 16931 binds them."""
