"""What people say of links: reports that are the same or not, and identifiers that many share."""
