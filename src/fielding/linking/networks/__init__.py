"""Which reports form one network, and why: from mentions, judgements and marks."""
