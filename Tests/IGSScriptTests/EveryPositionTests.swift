import IGSTestSupport
import Testing

/// Marks that mean something, in every position of a script that has every construct.
@Suite struct EveryPositionTests {
    private static let script = """
        param subject "What to draw" = "a castle"  # why
        set ratio 16:9; let style = "watercolour, $subject"
        let hours = [dawn noon 1..3]
        def scene x y { gen "$x at ${y:-night}" --as $y; if $x == a and not (1 < 2) { return } }
        for hour in $hours { scene castle $hour; continue }
        with ratio=1:1 quality=low { gen it's 5" wide \\# --ref hero }
        try { wait %day } catch err { print '$err' } ; budget 2.00 { expect fails { exit 3 } }
        expect %day size 1536x864
        print \"\"\"
            many ${day.status}
            lines
            \"\"\"
        source other.igs
        plan { repeat 3 { gen a } }
        """

    @Test(arguments: [
        "$", "${", "${a:-", "\"", "'", "\"\"\"", "\\", "{", "}", "[", "]", "(", ")", "#", ";", "\n",
        "\r", "=", "%", "..", "\u{0}", "\u{FEFF}", "猫",
    ])
    func `a mark may stand anywhere`(mark: String) {
        let bytes = Array(Self.script.utf8)
        for position in 0...bytes.count {
            let text = bytes[..<position] + Array(mark.utf8) + bytes[position...]
            if let violation = ScriptProperties.violation(of: Array(text)) {
                Issue.record("'\(mark)' at \(position): \(violation)")
            }
        }
    }

    @Test func `a script may end anywhere`() {
        let bytes = Array(Self.script.utf8)
        for position in 0...bytes.count {
            if let violation = ScriptProperties.violation(of: Array(bytes[..<position])) {
                Issue.record("cut at \(position): \(violation)")
            }
        }
    }

    @Test func `every single byte is a script or is reported`() {
        for byte in UInt8.min...UInt8.max {
            #expect(ScriptProperties.violation(of: [byte]) == nil)
            #expect(ScriptProperties.violation(of: [byte, byte]) == nil)
            #expect(ScriptProperties.violation(of: Array("gen ".utf8) + [byte]) == nil)
        }
    }
}
