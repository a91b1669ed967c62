import Testing
@Test func placeholderIGSConsoleTests() {}
