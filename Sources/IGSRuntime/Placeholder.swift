enum PlaceholderIGSRuntime {}
