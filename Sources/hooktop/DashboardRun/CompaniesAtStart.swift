import Dashboard
import FintoroAPI
import Foundation
import TerminalUI

/// The companies of the dashboard: the account it was started with, and the other profiles of the config.
struct CompaniesAtStart {
  let session: Session
  let isDemo: Bool
  let themes: [Theme]
  let theme: Theme
  let size: Size

  var companies: Companies {
    let config = session.config
    let own = session.profile
    // One that is not in the config: the environment's, or the demo's.
    let unlisted = own == nil ? [state(nil, profile: nil, session.client.connection.baseURL)] : []
    return Companies(unlisted + config.profiles.map { state($0, profile: $0.name, $0.baseURL) }, current: own)
  }

  private func state(_ profile: Config.Profile?, profile name: String?, _ baseURL: BaseURL) -> State {
    let clock = session.surroundings.clock
    let account = Dashboard.Session(
      profile: name, baseURL: baseURL.text, isDemo: isDemo, color: profile?.color, isDanger: profile?.isDanger ?? false)
    var state = State(
      session: account, themes: themes, theme: theme, now: clock.now(), zone: clock.zone, size: size)
    state.setUp(session.config.preferences, session.config.look, quietDays: profile?.quietDays ?? [:])
    if !FileManager.default.fileExists(atPath: session.surroundings.paths.tourSeen) {
      state.tour = Tour(at: clock.now())
    }
    return state
  }
}
