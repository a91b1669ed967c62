public import IGSClient
public import IGSScript

extension AspectRatio: WordValue {}
extension Resolution: WordValue {}
extension Quality: WordValue {}
extension TaskID: WordValue {}
