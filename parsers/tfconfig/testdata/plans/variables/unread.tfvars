option = "never read"
