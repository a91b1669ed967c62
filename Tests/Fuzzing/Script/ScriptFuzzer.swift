/// What libFuzzer calls with each input: any bytes as a script.
///
/// Nothing may crash or hang, and what must hold of every script is held against it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzScript(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    if let violation = ScriptProperties.violation(of: bytes) { fatalError(violation) }
    return 0
}
