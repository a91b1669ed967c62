/// What libFuzzer calls with each input: any bytes as a file's name.
///
/// Nothing may crash or hang, and what must hold is held against it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFileName(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    if let violation = FileNameProperties.violation(of: bytes) { fatalError(violation) }
    return 0
}
