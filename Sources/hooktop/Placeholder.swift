import ArgumentParser
import TOMLKit
@main struct Placeholder { static func main() {} }
