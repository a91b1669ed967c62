extension FaultCatalogue {
    /// The ways in which the service has been seen to accept a task.
    static let submissions = [
        Fault(
            "submit-reply", "the task is accepted, and the reply says so in this shape (order)",
            at: [.submit],
            [
                FaultParameter(
                    "SHAPE", .choice(SubmitReplyShape.allCases.map(\.rawValue)),
                    default: SubmitReplyShape.order.rawValue)
            ]
        ) { arguments in
            .alter { response, exchange in
                guard let task = exchange.task,
                    let shape = SubmitReplyShape(rawValue: arguments.text("SHAPE"))
                else { return response }
                return shape.response(task, links: exchange.links)
            }
        },
        Fault(
            "at-once",
            "the task is done when it is accepted, and the reply holds its picture in this shape (url)",
            at: [.submit],
            [
                FaultParameter(
                    "SHAPE", .choice(DoneAtOnceShape.allCases.map(\.rawValue)),
                    default: DoneAtOnceShape.url.rawValue)
            ]
        ) { arguments in
            .course(TaskCourse(isImmediate: true)) { exchange in
                guard let task = exchange.task,
                    let shape = DoneAtOnceShape(rawValue: arguments.text("SHAPE"))
                else { return nil }
                let picture =
                    shape.isInline
                    ? try await exchange.service.pictures.base64(of: task.parameters)
                    : exchange.links.result(of: task)
                return Reply.json(shape.body(task, picture: picture))
            }
        },
        Fault(
            "number-id", "the task's id is a number, in all replies about it", at: [.submit]
        ) { _ in
            .course(TaskCourse(isNumbered: true))
        },
    ]

    /// The fates of tasks other than a picture. The tasks are accepted and charged.
    static let fates = [
        Fault(
            "fail", "the task fails, with a reason in this shape (word)", at: [.submit],
            [
                FaultParameter(
                    "SHAPE", .choice(FailureShape.allCases.map(\.rawValue)),
                    default: FailureShape.word.rawValue)
            ]
        ) { arguments in
            .fate(.fails(FailureShape(rawValue: arguments.text("SHAPE")) ?? .word))
        },
        Fault("cancel", "the task is cancelled", at: [.submit]) { _ in .fate(.cancelled) },
        Fault("expire-task", "the task expires", at: [.submit]) { _ in .fate(.expired) },
        Fault("never-end", "the task never ends", at: [.submit]) { _ in .fate(.unending) },
        Fault("lose-task", "the task is lost: no query finds it", at: [.submit]) { _ in
            .fate(.lost)
        },
        Fault(
            "late-task",
            "the reply is lost, and no query finds the task for SECONDS of the service (60); with told, the reply comes",
            at: [.submit],
            [
                FaultParameter("SECONDS", .seconds, default: "60"),
                FaultParameter(
                    "END", .choice(ConnectionEnd.allCases.map(\.rawValue) + ["told"]),
                    default: ConnectionEnd.fin.rawValue),
            ]
        ) { arguments in
            .course(
                TaskCourse(absence: 0..<arguments.seconds("SECONDS")),
                losing: arguments.text("END") == "told" ? nil : arguments.end)
        },
        Fault(
            "forget-task",
            "from FROM seconds of the service after its acceptance (10) no query finds the task, for SECONDS (60)",
            at: [.submit],
            [
                FaultParameter("FROM", .seconds, default: "10"),
                FaultParameter("SECONDS", .seconds, default: "60"),
            ]
        ) { arguments in
            let start = arguments.seconds("FROM")
            return .course(TaskCourse(absence: start..<(start + arguments.seconds("SECONDS"))))
        },
        Fault("no-result", "the task is done without a result", at: [.submit]) { _ in
            .fate(.withoutResult)
        },
    ]
}
