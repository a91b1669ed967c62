/// What libFuzzer calls with each input: any bytes as a request to wait.
///
/// Nothing may crash or hang, and what must hold is held against it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRetryAfter(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    if let violation = RetryAfterProperties.violation(of: bytes) { fatalError(violation) }
    return 0
}
