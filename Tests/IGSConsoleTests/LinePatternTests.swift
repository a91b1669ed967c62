import Testing

@testable import IGSConsole

@Suite struct LinePatternTests {
    @Test(arguments: [
        ("a castle", "a castle", true), ("a castle", "a castles", false),
        ("a castle  ", "a castle", true), ("a", "a\t\r", true), ("a", " a", false), ("", "", true),
        ("a.c (x) [y] $1 ^*+?|\\", "a.c (x) [y] $1 ^*+?|\\", true), ("a.c{{}}", "abc", false),
        ("a.c{{}}", "a.c", true), ("{{[0-9]+}} jobs", "12 jobs", true),
        ("{{[0-9]+}} jobs", "12 jobs more", false), ("{{[0-9]+}} jobs", "no 12 jobs", false),
        ("{{a{2}}}", "aa", true), ("{{a{2}}}", "a", false), ("x{{a|b}}y", "xby", true),
        ("x{{a|b}}y", "xa", false), ("王{{.}}é-_", "王子é-_", true), ("{{.*}}", "", true),
        ("é{{}}", "e\u{301}", false), ("}} x", "}} x", true), ("{{\\{\\{}}", "{{", true),
    ])
    func `lines are matched as a whole`(pattern: String, line: String, matches: Bool) throws {
        #expect(try LinePattern(pattern).matches(line) == matches)
    }

    @Test(arguments: ["{{", "a {{b", "{{a}} {{", "{{(}}", "{{a)(b}}", "{{[}}", "{{*}}", "{{\\}}"])
    func `an invalid pattern is refused`(pattern: String) {
        #expect(throws: LinePattern.Problem.self) { try LinePattern(pattern) }
    }
}
