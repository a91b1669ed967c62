extension FailureShape {
    /// The members beside the status that say why.
    var members: JSONValue {
        let reason = JSONValue.string("the generation failed")
        return switch self {
        case .word:
            [
                "error": [
                    "code": "generation_failed", "message": reason,
                    "type": "image_generation_error",
                ]
            ]
        case .number: ["error": ["code": 500, "message": reason, "type": "server_error"]]
        case .text: ["error": reason]
        case .silent: [:]
        case .errorCode: ["error_code": "generation_failed"]
        case .errorMessage: ["error_message": reason]
        case .failMessage: ["failMsg": reason]
        case .failReason: ["fail_reason": reason]
        case .failureReason: ["failure_reason": reason]
        case .taskStatusMessage: ["task_status_msg": reason]
        case .success: ["error_message": "success"]
        case .review:
            [
                "error": [
                    "code": "moderation_blocked",
                    "message":
                        "Your request was rejected by the safety system. safety_violations=[violence].",
                    "type": "image_generation_user_error",
                ]
            ]
        case .contentFilter:
            ["error": ["code": "content_filter", "message": reason]]
        case .sensitiveWords: ["error_code": "sensitive_words", "error_message": reason]
        case .reviewReason:
            ["fail_reason": "the picture was held back: content_policy_violation"]
        }
    }
}

extension SimulatedTask {
    /// Returns the members of a reply that say why the task has failed; none if it has not.
    func failure(at now: Double) -> JSONValue {
        guard state(at: now) == .failed, case .fails(let shape) = fate else { return [:] }
        return shape.members
    }
}
