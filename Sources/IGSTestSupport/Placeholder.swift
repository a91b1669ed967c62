enum PlaceholderIGSTestSupport {}
