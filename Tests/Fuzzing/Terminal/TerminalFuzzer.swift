/// What libFuzzer calls with each input: any bytes as text for a terminal.
///
/// Nothing may crash or hang, and what must hold is held against it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTerminal(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    if let violation = TerminalProperties.violation(of: bytes) { fatalError(violation) }
    return 0
}
