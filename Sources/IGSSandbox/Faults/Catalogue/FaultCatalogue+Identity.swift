extension FaultCatalogue {
    /// Replies about another task than the one asked for: Protocol, "Query replies".
    static let identity = [
        Fault(
            "stranger",
            "the reply is about somebody else's task: another out_task_id, task_id, or both; completed, for $9.00, with another picture",
            at: [.query, .submit], [StrangerID.parameter]
        ) { arguments in
            .alter { response, exchange in
                guard let task = exchange.task,
                    let id = StrangerID(rawValue: arguments.text("ID"))
                else { return response }
                if exchange.place == .submit, id == .taskID {
                    // With the caller's own id, a picture would be taken for the right one, and rightly
                    // so.
                    let told = SubmitReplyShape.order.body(task, links: exchange.links)
                    return Reply.json(
                        told.setting("task_id", to: .string(Stranger.taskID(besides: task))))
                }
                var story = TaskStory(task, exchange)
                story.becomeStranger(id, besides: task, exchange.links.stranger(besides: task))
                return Reply.json(story.body(for: exchange))
            }
        },
        Fault(
            "mix-up",
            "the reply is swapped with the reply to the next exchange here about another task, which must come within SECONDS (5)",
            at: [.submit, .query], [FaultParameter("SECONDS", .seconds, default: "5")]
        ) { arguments in
            .alter { response, exchange in
                guard let task = exchange.task,
                    let other = await exchange.mixUps.partner(
                        of: task, at: exchange.place, within: .seconds(arguments.seconds("SECONDS"))
                    )
                else { return response }
                return Reply.json(
                    exchange.place == .submit
                        ? SubmitReplyShape.order.body(other, links: exchange.links)
                        : TaskStory(other, exchange).body(for: exchange))
            }
        },
    ]
}
