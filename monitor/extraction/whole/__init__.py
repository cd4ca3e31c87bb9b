"""What the whole item tells of its acts: accounts of one act joined, gaps filled, reports made, and which of them leads."""
