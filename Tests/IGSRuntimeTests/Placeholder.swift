import Testing
@Test func placeholderIGSRuntimeTests() {}
