import Testing
@Test func placeholderIGSScriptTests() {}
