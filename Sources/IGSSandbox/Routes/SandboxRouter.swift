import Hummingbird

/// All routes of the sandbox. Those of the API ask for the key; downloads do not.
enum SandboxRouter {
    typealias Context = SandboxContext

    static func router(for service: SandboxService) -> Router<Context> {
        let router = Router(context: Context.self)
        DownloadRoutes(service: service).add(to: router)

        let openAPI = router.group("api/openapi")
            .add(middleware: KeyCheck(key: service.configuration.key, dialect: .openAPI))
        OpenAPIRoutes(service: service).add(to: openAPI)

        let images = router.group("v1")
            .add(middleware: KeyCheck(key: service.configuration.key, dialect: .images))
        ImagesRoutes(service: service).add(to: images)
        return router
    }
}
