import CCurl

/// What the thread of libcurl does: it carries out orders, lets libcurl work, ends what takes too long, and tells the
/// tasks what has come.
///
/// It lives on that thread alone.
final class CurlLoop {
    private let multi: CurlMulti
    private let settings: CurlTransport.Settings
    private var transfers: [ObjectIdentifier: CurlTransfer] = [:]

    init(_ multi: CurlMulti, _ settings: CurlTransport.Settings) {
        self.multi = multi
        self.settings = settings
    }

    func run(for thread: CurlThread) {
        while let orders = thread.orders() {
            for order in orders { carryOut(order) }
            multi.perform { handle, code in
                let ended = transfers.values.first { $0.handle == handle }
                if let ended { finish(ended, code) }
            }
            multi.wait(for: attend() - .now)
        }
        for transfer in transfers.values { end(transfer, .failure(transfer.error(.cancelled))) }
    }
}

extension CurlLoop {
    private func carryOut(_ order: CurlThread.Order) {
        switch order {
        case .start(let exchange): start(exchange)
        case .resume(let exchange): transfers[ObjectIdentifier(exchange)]?.resume()
        case .cancel(let exchange):
            guard let transfer = transfers[ObjectIdentifier(exchange)] else { return }
            end(transfer, .failure(transfer.error(.cancelled)))
        }
    }

    private func start(_ exchange: Exchange) {
        do throws(TransportError) {
            let transfer = try CurlTransfer(exchange, settings)
            transfers[ObjectIdentifier(exchange)] = transfer
            guard multi.add(transfer) else { throw transfer.error(.broken) }
        } catch {
            transfers[ObjectIdentifier(exchange)] = nil
            exchange.end(.failure(error))
            exchange.announce()
        }
    }

    /// Ends a transfer that libcurl is done with. If its connection could not be made, those that wait for it fail with
    /// it: each would make another attempt, one after another.
    private func finish(_ transfer: CurlTransfer, _ code: CURLcode) {
        let result = transfer.result(code)
        end(transfer, result)
        guard case .failure(let error) = result, transfer.hasFailedToConnect else { return }
        for other in transfers.values where other.waits(for: transfer) {
            end(other, .failure(other.error(error.code, error.message)))
        }
    }

    private func end(_ transfer: CurlTransfer, _ result: Result<Void, TransportError>) {
        multi.remove(transfer)
        transfers[ObjectIdentifier(transfer.exchange)] = nil
        transfer.exchange.end(result)
        transfer.exchange.announce()
    }

    /// Tells the tasks what has come, and ends what has taken too long.
    ///
    /// - Returns: When a transfer may have taken too long next, at the earliest.
    private func attend() -> ContinuousClock.Instant {
        let now = ContinuousClock.now
        var next = now + .seconds(60)
        for transfer in transfers.values {
            transfer.exchange.announce()
            let limit = transfer.limit(settings.timeouts.silence)
            if now >= limit.time {
                end(transfer, .failure(transfer.error(.timedOut, limit.message)))
            } else {
                next = min(next, limit.time)
            }
        }
        return next
    }
}
