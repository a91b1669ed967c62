/// What libFuzzer calls with each input: bytes that choose the replies which a job gets, from its submission to its end.
///
/// Nothing may crash or hang, and what must hold is held against it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzConversation(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    if let violation = ConversationProperties.violation(of: bytes) { fatalError(violation) }
    return 0
}
