import IGSScript

/// What libFuzzer calls with each input: any bytes as a script.
///
/// Nothing may crash or hang, and what must hold of every script is held against it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzScript(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    let file = SourceFile(name: "fuzz.igs", origin: .file, bytes: bytes)

    let outcome = Parser.parse(file, vocabulary: .fuzz)
    var checker = Checker(host: FuzzHost(), knowledge: Knowledge())
    let findings = checker.check(file)
    let renderer = Renderer(isColoured: false)
    for finding in findings.prefix(20) {
        precondition(finding.id != nil, "a finding has an identifier")
        if let range = finding.location?.range {
            precondition(range.upperBound <= count, "a finding lies in the source")
        }
        precondition(!renderer.render(finding).isEmpty)
    }
    guard outcome.diagnostics.isEmpty else {
        precondition(!findings.isEmpty, "the checker passes on what the parser found")
        return 0
    }
    checkLayout(of: file)
    return 0
}

/// A script that parses is formatted to one that parses, and stays as it is from then on.
private func checkLayout(of file: SourceFile) {
    guard let once = Formatter.format(file, vocabulary: .fuzz) else {
        preconditionFailure("what parses can be formatted")
    }
    let formatted = SourceFile(name: "formatted.igs", origin: .file, bytes: once)
    let twice = Formatter.format(formatted, vocabulary: .fuzz)
    precondition(twice == once, "formatting twice changes nothing")
}
