"""Outside identities of people: the register's account, the region's sign-in, VK ID."""
