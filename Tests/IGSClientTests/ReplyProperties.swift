@testable import IGSClient

/// What must hold of any bytes as a reply, beside that nothing traps and everything ends.
///
/// The first byte stands for the HTTP status.
enum ReplyProperties {
    private static let statuses = [200, 201, 204, 302, 400, 401, 404, 405, 429, 500, 503]
    private static let day = Duration.seconds(86_400)

    /// What does not hold; nil where everything does.
    static func violation(of bytes: [UInt8]) -> String? {
        guard let id = OutTaskID(rawValue: "igs_test"), let first = bytes.first else { return nil }
        let reply = RawReply(
            status: statuses[Int(first) % statuses.count], headers: [:],
            body: Array(bytes.dropFirst()))
        do throws(ServiceError) {
            let reader = QueryReader(reply: reply, subject: TaskSubject(task: nil, id: id))
            if case .report(let report) = try reader.outcome(),
                let violation = violation(of: report)
            {
                return violation
            }
        } catch {
            if let violation = violation(of: error) { return violation }
        }
        do throws(ServiceError) {
            let acceptance = try SubmissionReader(id: id, reply: reply).acceptance()
            if let credits = acceptance.estimatedCredits, !credits.isFinite || credits < 0 {
                return "credits of \(credits)"
            }
            if let violation = acceptance.report.flatMap(violation(of:)) { return violation }
        } catch {
            if error.kind == .transient { return "a submission that is tried again" }
            if let violation = violation(of: error) { return violation }
        }
        do throws(ServiceError) {
            let balance = try BalanceReader(reply: reply).balance()
            if ![balance.credits, balance.dollars].allSatisfy({ $0?.isFinite ?? true }) {
                return "a balance of \(balance)"
            }
        } catch {
            if let violation = violation(of: error) { return violation }
        }
        return nil
    }

    private static func violation(of report: TaskReport) -> String? {
        if let progress = report.progress, !(0...100).contains(progress) {
            return "progress of \(progress)"
        }
        if let moment = report.expiresAt, !moment.isFinite || moment <= 0 {
            return "results that end at \(moment)"
        }
        if let credits = report.creditsUsed, !credits.isFinite || credits < 0 {
            return "credits of \(credits)"
        }
        if report.status == .failed, report.failure == nil { return "a failure without a reason" }
        let schemes = ["https://", "http://", "data:", "/"]
        for result in report.results
        where !schemes.contains(where: result.lowercased().hasPrefix) {
            return "a result that is no address"
        }
        return report.failure.flatMap(violation(of:))
    }

    private static func violation(of error: ServiceError) -> String? {
        if let wait = error.retryAfter, wait < .zero || wait > day { return "a wait of \(wait)" }
        if error.categories.count > 20 { return "\(error.categories.count) categories" }
        return nil
    }
}
