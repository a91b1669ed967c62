import Testing
@Test func placeholderIGSClientTests() {}
