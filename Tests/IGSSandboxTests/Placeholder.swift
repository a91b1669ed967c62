import Testing
@Test func placeholderIGSSandboxTests() {}
