# There is no copy elsewhere.
