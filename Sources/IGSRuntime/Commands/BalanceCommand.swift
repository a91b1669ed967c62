import IGSClient
import IGSScript

final class BalanceCommand: Command {
    let signature = Signature(
        "balance", "ask the service how much is left in the account", category: .pictures,
        examples: [.init("balance", "credits (about a US cent each), dollars, or both")],
        habits: ["credits", "account"])

    func run(_ call: Call, in session: Session) async throws(Failure) {
        let stack = try await session.stack()
        do {
            let balance = try await stack.connect().balance()
            session.reporter.report(.balance(balance))
        } catch let error as ServiceError {
            throw JobActionMessages.failure(error)
        } catch {
            throw JobMessages.noService("\(error)")
        }
    }
}
