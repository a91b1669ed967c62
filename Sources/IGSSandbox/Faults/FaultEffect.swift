import Hummingbird

/// What a fault makes of an exchange.
enum FaultEffect: Sendable {
    /// The task is accepted, and comes to this.
    static func fate(_ fate: TaskFate) -> FaultEffect { .course(TaskCourse(fate: fate)) }

    /// The connection ends once so many bytes of the request are in, head included. The service never sees a request that is cut.
    case cutRequest(atByte: Int, ConnectionEnd)
    /// The request comes in whole, nothing is done about it, and the connection ends without a byte of a reply.
    case drop(ConnectionEnd)
    /// The service does its work, and the connection ends after so many bytes of the reply, head included.
    case cutReply(atByte: Int, ConnectionEnd)
    /// Another reply takes the place of the service's.
    ///
    /// - `isCharged`: whether the service does its work first, so that a submission is accepted.
    /// - `reply`: makes the reply, told the task where that is accepted by then; nil where the fault does not apply to this exchange after all.
    case replace(isCharged: Bool, reply: @Sendable (FaultExchange) async throws -> Response?)
    /// The service does its work, and its reply is changed on the way.
    case alter(@Sendable (Response, FaultExchange) async throws -> Response)
    /// The task is accepted, and takes this course.
    ///
    /// - `losing`: how the connection ends without a byte of the reply; nil where the reply comes.
    /// - `reply`: makes a reply in place of the service's, told the accepted task; nil where that stays.
    case course(
        TaskCourse, losing: ConnectionEnd? = nil,
        reply: @Sendable (FaultExchange) async throws -> Response? = { _ in nil })
}

/// How a connection ends.
enum ConnectionEnd: String, CaseIterable, Sendable {
    /// In good order, as by a server that has sent what it wanted to.
    case fin
    /// By a reset, as by a server that died or a box between that forgot the connection.
    case rst
    /// Not at all: it stays open, and nothing comes any more.
    case stall
}
