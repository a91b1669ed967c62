import Testing
@Test func placeholderIGSJobsTests() {}
