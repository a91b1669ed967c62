enum PlaceholderIGSScript {}
