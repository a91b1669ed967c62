enum PlaceholderIGSConsole {}
