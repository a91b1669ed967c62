import Hummingbird

/// All routes of the sandbox. Those of the API require the key; downloads do not.
enum SandboxRouter {
    typealias Context = SandboxContext

    static func router(for service: SandboxService, faults: FaultInjector) -> Router<Context> {
        let router = Router(context: Context.self)
        let (key, forms) = (service.configuration.key, service.configuration.replies)
        router.add(middleware: UnknownRoutes(shape: forms.missingRoute))
        DownloadRoutes(service: service, faults: faults).add(to: router)

        let openAPI = router.group("api/openapi")
            .add(middleware: KeyCheck(key: key, dialect: .openAPI, forms: forms))
        OpenAPIRoutes(service: service, faults: faults).add(to: openAPI)

        let images = router.group("v1")
            .add(middleware: KeyCheck(key: key, dialect: .images, forms: forms))
        ImagesRoutes(service: service, faults: faults).add(to: images)
        return router
    }
}
