import Dashboard
import FintoroAPI
import Foundation
import TerminalUI

/// The companies of the dashboard: the account it was started with, and the other profiles of the config.
struct CompaniesAtStart {
  let account: Account
  let isDemo: Bool
  let themes: [Theme]
  let theme: Theme
  let size: Size

  var companies: Companies {
    let config = account.config
    let own = account.profile
    // One that is not in the config: the environment's, or the demo's.
    let unlisted = own == nil ? [state(nil, profile: nil, account.client.connection.baseURL)] : []
    return Companies(unlisted + config.profiles.map { state($0, profile: $0.name, $0.baseURL) }, current: own)
  }

  private func state(_ profile: Config.Profile?, profile name: String?, _ baseURL: BaseURL) -> State {
    let clock = account.environment.clock
    let session = Session(
      profile: name, baseURL: baseURL.text, isDemo: isDemo, color: profile?.color, isDanger: profile?.isDanger ?? false)
    var state = State(
      session: session, themes: themes, theme: theme, now: clock.now(), zone: clock.zone, size: size)
    state.setUp(account.config.preferences, account.config.look, quietDays: profile?.quietDays ?? [:])
    if !FileManager.default.fileExists(atPath: account.environment.paths.tourSeen) {
      state.tour = Tour(at: clock.now())
    }
    return state
  }
}
