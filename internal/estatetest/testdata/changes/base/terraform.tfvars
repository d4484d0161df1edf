database_password = "for-the-emulator-only"
