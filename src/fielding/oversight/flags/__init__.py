"""Red flags over tenders: public indicators that say where to look, never what happened there."""
