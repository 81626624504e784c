import Files
import Glibc
import TestSupport
import Testing

@testable import hooktop

@Suite("What is said of folders that are not safe")
struct FolderSentenceTests {
  private let paths = Paths(home: "/home/jana")

  private func sentence(_ folders: UnsafeFolder...) -> String { FolderProblem.unsafe(folders).sentence(paths) }

  private func open(_ path: String, isOnesOwn: Bool = true) -> UnsafeFolder {
    UnsafeFolder(path, .writableByOthers, isOnesOwn: isOnesOwn)
  }

  @Test("One's own are closed by one command, however many they are")
  func own() {
    #expect(
      sentence(open("/home/jana/.local"), open("/home/jana/.local/share"), open("/home/jana/it's here"))
        == "Other users may write in the folders ~/.local, ~/.local/share and ~/it's here; "
        + "run `chmod go-w ~/.local ~/.local/share '/home/jana/it'\\''s here'` or choose another folder.")
  }

  @Test("What several use, what is another's and what lies outside of the home folder is never to be changed")
  func others() {
    let own = open("/home/jana/.local")
    for folder in [
      open("/tmp", isOnesOwn: false), open("/srv/data"), open("/home/jana/team", isOnesOwn: false),
      UnsafeFolder("/home/petr", .foreign(owner: 1_001)), UnsafeFolder("/etc", .foreign(owner: 0)),
    ] {
      for text in [sentence(folder), sentence(own, folder)] {
        #expect(!text.contains("chmod") && text.hasSuffix("; choose a folder of your own."), "\(text)")
        #expect(text.contains(paths.display(folder.path)), "\(text)")
      }
    }
    #expect(sentence(open("/tmp", isOnesOwn: false)).hasPrefix("Other users may write in the folder /tmp;"))
    #expect(
      sentence(own, UnsafeFolder("/home/petr", .foreign(owner: 1_001)))
        == "Other users may write in the folder ~/.local; the folder /home/petr belongs to another user (uid 1001), who "
        + "could replace what is in it; choose a folder of your own.")
  }

  @Test("Where home is the root folder, nothing is one's own")
  func rootHome() {
    let paths = Paths(home: "/")
    #expect(!FolderProblem.unsafe([open("/var")]).sentence(paths).contains("chmod"))
  }

  @Test("All of hooktop's own folders are told at once, whichever was asked for")
  func atOnce() throws {
    let folder = try TemporaryFolder()
    for name in ["config", "state", "data", "elsewhere"] { try folder.makeFolder(name, mode: 0o777) }
    let paths = folder.paths
    let error = #expect(throws: ConfigurationProblem.self) { try ConfigFile.read(paths) }
    let closed = "chmod go-w ~/config ~/data ~/state"
    #expect(error?.sentence.contains(closed) == true, "\(error?.sentence ?? "")")
    #expect(paths.unsafeFolders([folder.join("elsewhere/deeper")])?.unsafeFolders.count == 4)
    for name in ["config", "state", "data"] { chmod(folder.join(name), 0o700) }
    #expect(paths.unsafeFolders([paths.config, paths.state, paths.secrets]) == nil)
  }
}
