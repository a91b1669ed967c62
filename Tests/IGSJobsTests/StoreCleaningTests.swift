import FoundationEssentials
import GRDB
import Glibc
import IGSClient
import IGSImages
import IGSTestSupport
import Testing

@testable import IGSJobs

/// What a cleaning takes from the store, names, and leaves.
@Suite(.timeLimit(.minutes(2)))
struct StoreCleaningTests {
    private let house: House
    private let now = Double(time(nil))

    init() throws { house = try House() }

    // MARK: Pictures of jobs

    /// What there is of a picture outside of the store.
    enum Copy: String, CaseIterable {
        case whole, none, changed, deleted, linkToStore, inStateFolder, hardLink
    }

    struct Case: CustomStringConvertible {
        var days = 100.0
        var copy = Copy.whole
        var forgotten: Double?
        var state = JobLifecycle.State.completed
        var isDriven = false
        /// How many days ago the file was used.
        var touched: Double?
        let fate: Fate

        enum Fate: String { case removed, named, stays }

        var description: String {
            "\(days) days, \(copy), forgotten \(forgotten ?? -1), \(state), \(isDriven): \(fate)"
        }
    }

    static let cases = [
        Case(copy: .whole, fate: .removed), Case(copy: .hardLink, fate: .removed),
        Case(copy: .none, fate: .named), Case(copy: .changed, fate: .named),
        Case(copy: .deleted, fate: .named), Case(copy: .linkToStore, fate: .named),
        Case(copy: .inStateFolder, fate: .named),
        Case(days: 89, copy: .whole, fate: .stays), Case(days: 89, copy: .none, fate: .stays),
        Case(days: 3, copy: .whole, forgotten: 2, fate: .removed),
        Case(days: 3, copy: .none, forgotten: 2, fate: .named),
        Case(days: 3, copy: .whole, forgotten: 0.5, touched: 3, fate: .stays),
        Case(copy: .whole, forgotten: 0.5, fate: .removed),
        Case(copy: .whole, state: .uncertain, fate: .stays),
        Case(copy: .none, state: .parked, fate: .stays),
        Case(copy: .whole, state: .detached, fate: .stays),
        Case(copy: .whole, isDriven: true, fate: .stays),
        Case(copy: .none, isDriven: true, fate: .stays),
        Case(copy: .whole, touched: 0.5, fate: .stays),
    ]

    @Test(arguments: cases, [(false, false), (true, false), (false, true), (true, true)])
    func `a picture goes if it is old and saved, and is named if it is not saved`(
        given: Case, options: (removesUnsaved: Bool, isRehearsal: Bool)
    ) async throws {
        let image = try picture("a", touched: given.touched ?? given.days)
        let driver = try await insert(
            1, image, days: given.days, forgotten: given.forgotten, state: given.state,
            isDriven: given.isDriven)
        defer { driver.close() }
        try await save(image, given.copy)
        let (outcome, named) = try await clean(
            removesUnsaved: options.removesUnsaved, isRehearsal: options.isRehearsal)

        let goes =
            given.fate == .removed || given.fate == .named && options.removesUnsaved
        #expect(Disk.exists(image.path) == (!goes || options.isRehearsal))
        #expect(named.map(\.path) == (given.fate == .named ? [image.path] : []))
        #expect(named.first?.job?.id == (given.fate == .named ? Sample.id(1) : nil))
        let kind: CleanedStore.Kind = given.fate == .removed ? .saved : .unsaved
        #expect(outcome.removed[kind]?.count == (goes ? 1 : nil))
        #expect(outcome.removed.count == (goes ? 1 : 0))
        let bytes = given.copy == .hardLink ? 0 : image.byteCount
        #expect(outcome.removed[kind]?.byteCount == (goes ? bytes : nil))
        #expect(outcome.unsavedLeft.count == (given.fate == .named && !goes ? 1 : 0))
        #expect(outcome.obstacles.isEmpty)
        // The ledger keeps all jobs.
        #expect(try await house.ledger.entries(forgotten: true).count == 1)
    }

    @Test func `a picture of two jobs stays for the younger`() async throws {
        let image = try picture("a", touched: 100)
        try await insert(1, image, days: 100)
        try await insert(2, image, days: 10)
        try await save(image, .whole)
        #expect(try await clean().outcome.removed.isEmpty)
        #expect(Disk.exists(image.path))
        #expect(try await clean(days: 5).outcome.removed[.saved]?.count == 1)
    }

    @Test func `whoever names a time shorter than a day means it`() async throws {
        let image = try picture("a", touched: 0.2)
        try await insert(1, image, days: 0.2)
        try await save(image, .whole)
        #expect(try await clean(days: 1).outcome.removed.isEmpty)
        #expect(try await clean(days: 0.1).outcome.removed[.saved]?.count == 1)
    }

    @Test func `what came in place of a picture is named`() async throws {
        let incoming = try house.store.receive()
        try incoming.append(Array("<html>".utf8))
        let defect = #expect(throws: ImageDefect.self) { try incoming.placeImage() }
        let path = try #require(defect?.keptBytes)
        try age(path, 100)
        try await insert(1, nil, days: 100, state: .failed) { lifecycle in
            lifecycle.failure = JobFailure(kind: .storage, message: "not a picture").keeping(path)
        }
        let (_, named) = try await clean()
        #expect(named.map(\.kind) == [.damagedPicture])
        #expect(named.first?.job?.id == Sample.id(1))
        try await insert(2, nil, days: 1, state: .failed) { lifecycle in
            lifecycle.failure = JobFailure(kind: .storage, message: "not a picture").keeping(path)
        }
        #expect(try await clean().named.isEmpty)
    }

    // MARK: What no job knows

    @Test(arguments: [(0.9, Copy.none), (0.9, .whole), (2, .none), (2, .whole)])
    func `a picture that no job knows is named after a day, unless it is saved`(
        days: Double, copy: Copy
    ) async throws {
        let image = try picture("a", touched: days)
        try await save(image, copy)
        let (outcome, named) = try await clean()
        #expect(named.count == (days > 1 && copy == .none ? 1 : 0))
        #expect(named.allSatisfy { $0.job == nil && $0.path == image.path })
        #expect(outcome.removed[.saved]?.count == (days > 1 && copy == .whole ? 1 : nil))
        #expect(try await clean(removesUnsaved: true).named.count == named.count)
        #expect(Disk.exists(image.path) == (days < 1))
    }

    /// A driven job may have put its picture there, and not yet named it.
    @Test func `a picture that no job knows stays while a job is driven that is older`()
        async throws
    {
        let image = try picture("a", touched: 2)
        let driver = try await insert(1, nil, days: 3, state: .running, isDriven: true)
        #expect(try await clean(removesUnsaved: true).named.isEmpty)
        driver.close()
        #expect(try await clean(removesUnsaved: true).named.count == 1)
        #expect(!Disk.exists(image.path))
    }

    @Test func `unfinished files go unless they are being written`() async throws {
        let written = try house.store.receive()
        try written.append([1, 2, 3])
        try age(written.path, 1)
        let folder = Disk.folder(of: written.path)
        for (name, days) in [(".incoming-old", 1.0), (".incoming-new", 0)] {
            try Data([1, 2]).write(to: URL(filePath: "\(folder)/\(name)"))
            try age("\(folder)/\(name)", days)
        }
        for isRehearsal in [true, false] {
            let outcome = try await clean(isRehearsal: isRehearsal).outcome
            #expect(Array(outcome.removed.keys) == [.leftover])
            #expect(outcome.removed[.leftover]?.count == 1)
            #expect(outcome.removed[.leftover]?.byteCount == 2)
        }
        #expect(Disk.exists(written.path))
        #expect(Disk.exists(folder + "/.incoming-new"))
        #expect(!Disk.exists(folder + "/.incoming-old"))
    }

    // MARK: References

    struct ReferenceCase: CustomStringConvertible {
        var isNamed = true
        var forgotten: Double?
        var touched = 100.0
        var copy = Copy.whole
        let fate: Case.Fate
        var description: String {
            "\(isNamed ? "named, " : "")forgotten \(forgotten ?? -1), \(touched) days, \(copy): \(fate)"
        }
    }

    @Test(arguments: [
        ReferenceCase(fate: .stays), ReferenceCase(forgotten: 0.5, touched: 0.6, fate: .stays),
        ReferenceCase(forgotten: 2, fate: .removed),
        ReferenceCase(forgotten: 2, copy: .none, fate: .named),
        ReferenceCase(isNamed: false, fate: .removed),
        ReferenceCase(isNamed: false, copy: .deleted, fate: .named),
        // A session may have it in its reference set.
        ReferenceCase(isNamed: false, touched: 80, fate: .stays),
    ])
    func `a reference stays for as long as a job names it that is not forgotten`(
        given: ReferenceCase
    ) async throws {
        let original = try house.folder.write(Picture.png(64, 64, "r"), to: "r.png")
        let reference = try house.store.adopt(ReferenceImage(file: original))
        guard case .file(let path) = reference.source else { return }
        try age(path, given.touched)
        try await house.ledger.remember(
            [KnownFile(path: original, sha256: try #require(ContentDigest.ofFile(path)))], now: 1)
        if given.copy != .whole { unlink(original) }
        if given.isNamed {
            try await insert(
                1, nil, days: 100, forgotten: given.forgotten, state: .failed,
                references: [reference])
        }
        let (outcome, named) = try await clean(removesUnsaved: true)
        #expect(Disk.exists(path) == (given.fate == .stays))
        #expect(named.map(\.kind) == (given.fate == .named ? [.reference] : []))
        #expect(outcome.removed[.reference]?.count == (given.fate == .removed ? 1 : nil))
    }

    @Test func `a picture in the store is a copy of a reference`() async throws {
        let image = try picture("a", touched: 100)
        try await insert(1, image, days: 1)
        let reference = try house.store.adopt(ReferenceImage(file: image.path))
        guard case .file(let path) = reference.source else { return }
        try age(path, 100)
        let (outcome, named) = try await clean()
        #expect(outcome.removed[.reference]?.count == 1 && named.isEmpty)
        #expect(!Disk.exists(path) && Disk.exists(image.path))
    }

    // MARK: What is in the way

    @Test func `no link is followed, and nothing else is touched`() async throws {
        let image = try picture("a", touched: 100)
        let folder = Disk.folder(of: image.path)
        let outside = try house.folder.write(Picture.png(8, 8, "o"), to: "o.png")
        let digest = try #require(ContentDigest.ofFile(outside))
        symlink(outside, "\(folder)/\(digest).png")
        for name in ["notes.txt", "\(digest.dropLast()).png", "\(digest.uppercased()).png"] {
            try Data([1]).write(to: URL(filePath: "\(folder)/\(name)"))
            try age("\(folder)/\(name)", 100)
        }
        mkdir("\(folder)/\(String(repeating: "0", count: 64)).png", 0o700)
        let (_, named) = try await clean(removesUnsaved: true)
        #expect(named.map(\.path) == [image.path])
        #expect(Disk.names(in: folder).count == 7)
        #expect(Disk.exists(outside))
    }

    @Test(arguments: ["store", "store/images"])
    func `a store behind a link is left`(name: String) async throws {
        let image = try picture("a", touched: 100)
        let folder = Disk.folder(of: house.ledger.path)
        let elsewhere = house.folder.path + "/elsewhere"
        rename("\(folder)/\(name)", elsewhere)
        symlink(elsewhere, "\(folder)/\(name)")
        let (outcome, named) = try await clean(removesUnsaved: true)
        #expect(named.isEmpty && outcome.removed.isEmpty)
        #expect(outcome.obstacles.contains(.init(path: "\(folder)/\(name)", errno: nil)))
        #expect(Disk.exists(image.path))
    }

    @Test func `a state folder behind a link is cleaned`() async throws {
        let image = try picture("a", touched: 100)
        let link = house.folder.path + "/link"
        symlink(Disk.folder(of: house.ledger.path), link)
        let (_, named) = try await clean(removesUnsaved: true, ledger: link + "/ledger.sqlite")
        #expect(named.count == 1 && !Disk.exists(image.path))
    }

    @Test(.enabled(if: geteuid() != 0))
    func `a store that cannot be written is reported, and stays`() async throws {
        let image = try picture("a", touched: 100)
        let folder = Disk.folder(of: image.path)
        chmod(folder, 0o500)
        defer { chmod(folder, 0o700) }
        let (outcome, _) = try await clean(removesUnsaved: true)
        #expect(outcome.obstacles == [.init(path: image.path, errno: EACCES)])
        #expect(outcome.removed.isEmpty && Disk.exists(image.path))
    }

    @Test func `nothing goes while an entry cannot be read`() async throws {
        let image = try picture("a", touched: 100)
        try await insert(1, image, days: 100)
        try await save(image, .whole)
        try await house.ledger.pool.write { database in
            try database.execute(sql: "UPDATE job SET polls = polls + 1")
        }
        await expectFailure(.corrupt) { _ = try await clean(removesUnsaved: true) }
        #expect(Disk.exists(image.path))
    }

    @Test func `without its ledger a store stays as it is`() async throws {
        let image = try picture("a", touched: 100)
        house.ledger.close()
        unlink(house.ledger.path)
        await expectFailure(.unwritable) { _ = try await clean(removesUnsaved: true) }
        #expect(Disk.exists(image.path))
        #expect(!Disk.exists(house.ledger.path))
        // Without either there is nothing to do.
        let nowhere = house.folder.path + "/nowhere/ledger.sqlite"
        #expect(try await clean(ledger: nowhere).outcome.removed.isEmpty)
        #expect(!Disk.exists(house.folder.path + "/nowhere"))
        await expectFailure(.unwritable) { _ = try await clean(ledger: "/dev/null/ledger.sqlite") }
    }

    @Test func `ledgers that were set aside are told of, and stay`() async throws {
        let path = house.ledger.path + ".damaged-1"
        try Data([1, 2, 3]).write(to: URL(filePath: path))
        try age(path, 1_000)
        let aside = try await clean(removesUnsaved: true).outcome.setAside
        #expect(aside.map(\.path) == [path] && aside.map(\.byteCount) == [3])
        #expect(Disk.exists(path))
    }

    // MARK: Others at work

    @Test func `a picture that is put again, or a reference that is used again, stays`()
        async throws
    {
        let image = try picture("a", touched: 100)
        let original = try house.folder.write(Picture.png(64, 64, "r"), to: "r.png")
        let reference = try house.store.adopt(ReferenceImage(file: original))
        guard case .file(let path) = reference.source else { return }
        unlink(original)
        try age(path, 100)
        _ = try house.store.adopt(reference)
        _ = try put("a")
        #expect(try await clean(removesUnsaved: true).named.isEmpty)
        #expect(Disk.exists(path) && Disk.exists(image.path))
    }

    /// Each time the same old file is either removed before it is put again, or stays.
    @Test func `no cleaning takes what another process is about to name`() async throws {
        let maker = try house.anotherLedger()
        for number in 1...60 {
            let words = "race \(number)"
            let image = try picture(words, touched: 100)
            async let cleaning = clean(removesUnsaved: true)
            let again = try put(words)
            var lifecycle = Sample.lifecycle(in: .downloading)
            _ = lifecycle.handle(.stored(again))
            let entry = LedgerEntry(
                id: Sample.id(number), name: nil, service: "sandbox", request: Sample.request,
                pacing: Pacing(), createdAt: now - 100 * 86_400,
                completedAt: now - 100 * 86_400, lifecycle: lifecycle)
            try await maker.insert(entry)
            _ = try await cleaning
            #expect(house.store.has(image), "\(number)")
        }
        maker.close()
    }

    @Test func `a picture is put back from where it was saved`() async throws {
        let image = try picture("a", touched: 100)
        try await insert(1, image, days: 100)
        let path = try await save(image, .whole)
        let files = try await house.ledger.files(holding: image.sha256)
        #expect(try await clean().outcome.removed[.saved]?.count == 1)
        #expect(await house.store.putBack(image, from: []) == nil)
        #expect(await house.store.putBack(image, from: files) == path)
        #expect(house.store.has(image))
        unlink(image.path)
        try house.folder.write(Picture.png(9, 9), to: "copy.png")
        #expect(await house.store.putBack(image, from: files) == nil)
        #expect(!Disk.exists(image.path))
        #expect(Disk.names(in: Disk.folder(of: image.path)).count == 2)
    }
}

extension StoreCleaningTests {
    private func put(_ words: String) throws -> StoredImage {
        let incoming = try house.store.receive()
        try incoming.append(Picture.png(64, 64, words))
        return try incoming.placeImage()
    }

    private func picture(_ words: String, touched days: Double) throws -> StoredImage {
        let image = try put(words)
        try age(image.path, days)
        return image
    }

    /// Sets when a file was last used.
    private func age(_ path: String, _ days: Double) throws {
        let moment = Date(timeIntervalSince1970: now - days * 86_400)
        try FileManager.default.setAttributes([.modificationDate: moment], ofItemAtPath: path)
    }

    /// Adds a job, by a process that has ended unless the job is driven.
    @discardableResult
    private func insert(
        _ number: Int, _ image: StoredImage?, days: Double, forgotten: Double? = nil,
        state: JobLifecycle.State = .completed, isDriven: Bool = false,
        references: [ReferenceImage] = [], _ change: (inout JobLifecycle) -> Void = { _ in }
    ) async throws -> Ledger {
        var lifecycle = Sample.lifecycle(in: state)
        lifecycle.image = image
        change(&lifecycle)
        let time = now - days * 86_400
        let entry = LedgerEntry(
            id: Sample.id(number), name: "job-\(number)", service: "sandbox",
            request: try GenerationRequest(prompt: "a castle", references: references),
            pacing: Pacing(), createdAt: time,
            completedAt: lifecycle.state.isUnfinished ? nil : time, lifecycle: lifecycle,
            forgottenAt: forgotten.map { now - $0 * 86_400 })
        let maker = try house.anotherLedger()
        try await maker.insert(entry)
        if !isDriven { maker.close() }
        return maker
    }

    /// Has the user save a picture, and do something with the file.
    @discardableResult
    private func save(_ image: StoredImage, _ copy: Copy) async throws -> String {
        let folder =
            copy == .inStateFolder ? Disk.folder(of: house.ledger.path) : house.folder.path
        let path = "\(folder)/copy.png"
        guard copy != .none else { return path }
        try await house.ledger.remember(
            [KnownFile(path: path, sha256: image.sha256, job: Sample.id(1))], now: 1)
        switch copy {
        case .linkToStore: symlink(image.path, path)
        case .hardLink: link(image.path, path)
        default: try FileManager.default.copyItem(atPath: image.path, toPath: path)
        }
        if copy == .deleted { unlink(path) }
        if copy == .changed {
            var bytes = Picture.png(64, 64, "a")
            bytes[bytes.count / 2] ^= 1
            try Data(bytes).write(to: URL(filePath: path))
        }
        return path
    }

    private func clean(
        removesUnsaved: Bool = false, isRehearsal: Bool = false, days: Double = 90,
        ledger: String? = nil
    ) async throws(LedgerError) -> (outcome: CleanedStore, named: [UnsavedPicture]) {
        let cleaning = StoreCleaning(
            endedBefore: now - days * 86_400, removesUnsaved: removesUnsaved,
            isRehearsal: isRehearsal)
        var named: [UnsavedPicture] = []
        let outcome = try await cleaning.run(ledger: ledger ?? house.ledger.path, now: now) {
            named.append($0)
        }
        return (outcome, named)
    }
}

extension JobFailure {
    fileprivate func keeping(_ path: String) -> JobFailure {
        JobFailure(
            kind: kind, message: message, speaker: speaker, categories: categories, code: code,
            retryAfter: retryAfter, keptBytes: path)
    }
}
