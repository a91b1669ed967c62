/// What a fault does to an exchange.
enum FaultEffect: Sendable {
    /// Returns the effect of accepting the task and giving it this fate.
    static func fate(_ fate: TaskFate) -> FaultEffect { .course(TaskCourse(fate: fate)) }

    /// The connection ends once that many bytes of the request have arrived, head included. The service never sees a
    /// request that is cut.
    case cutRequest(atByte: Int, ConnectionEnd)
    /// The whole request arrives, nothing is done about it, and the connection ends without a byte of a reply.
    case drop(ConnectionEnd)
    /// The service does its work, and the connection ends after that many bytes of the reply, head included.
    case cutReply(atByte: Int, ConnectionEnd)
    /// Another reply replaces the service's.
    ///
    /// - `isCharged`: whether the service does its work first, so that a submission is accepted.
    /// - `reply`: makes the reply, and knows the task if that is accepted by then; returns nil if the fault does not
    ///   apply to this exchange after all.
    case replace(isCharged: Bool, reply: @Sendable (FaultExchange) async throws -> Response?)
    /// The service does its work, and its reply is changed on the way.
    case alter(@Sendable (Response, FaultExchange) async throws -> Response)
    /// The task is accepted, and takes this course.
    ///
    /// - `losing`: how the connection ends without a byte of the reply; nil if the reply is sent.
    /// - `reply`: makes a reply that replaces the service's, from the accepted task; nil if the
    ///   service's stays.
    case course(
        TaskCourse, losing: ConnectionEnd? = nil,
        reply: @Sendable (FaultExchange) async throws -> Response? = { _ in nil })
}
