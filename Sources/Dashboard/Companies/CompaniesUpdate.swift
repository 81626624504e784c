/// Routes what happened to the company that it concerns, and carries out what concerns more than one.
public func update(_ companies: inout Companies, _ addressed: AddressedAction) -> [AddressedEffect] {
  companies.take(addressed)
}

extension Companies {
  mutating func take(_ addressed: AddressedAction) -> [AddressedEffect] {
    let recipients: [Int] =
      switch addressed.recipient {
      case .current: [current]
      case .everybody: Array(all.indices)
      case .company(let id): all.indices.filter { all[$0].id == id }
      }
    let effects = recipients.flatMap { index in
      carryOut(update(&all[index].state, addressed.action), of: index)
    }
    share()
    tellOfOthers()
    return effects
  }

  /// Effects that reach beyond one company are carried out here; the others get their address.
  mutating func carryOut(_ effects: [Effect], of index: Int) -> [AddressedEffect] {
    effects.flatMap { effect -> [AddressedEffect] in
      switch effect {
      case .openOverview: openOverview()
      case .goTo(let id): goTo(id)
      default: [AddressedEffect(effect, for: all[index].id)]
      }
    }
  }

  /// Every company is asked once, so that the overview can say something of it.
  private mutating func openOverview() -> [AddressedEffect] {
    all[current].state.screen = .overview(
      OverviewState(selected: current, count: all.count, behind: all[current].state.screen))
    return all.indices.flatMap { index in
      let effects = all[index].start()
      return carryOut(effects, of: index)
    }
  }

  private mutating func goTo(_ id: Company.ID) -> [AddressedEffect] {
    guard let index = all.firstIndex(where: { $0.id == id }) else { return [] }
    if case .overview(let overview) = all[current].state.screen {
      all[current].state.screen = overview.behind
    }
    let preferences = (all[current].state.theme, all[current].state.board.usesRelativeTimes)
    let (order, columns) = (all[current].state.board.order, all[current].state.board.columns)
    current = index
    (all[index].state.theme, all[index].state.board.usesRelativeTimes) = preferences
    all[index].state.board.columns = columns
    if all[index].state.board.order != order {
      all[index].state.board.sort(by: order, rows: BoardLayout(size: all[index].state.size).listRows)
    }
    let effects = all[index].start()
    return carryOut(effects, of: index)
  }

  /// What one chooses for oneself holds in every company.
  private mutating func share() {
    let theme = all[current].state.theme
    for index in all.indices where all[index].state.theme != theme { all[index].state.theme = theme }
  }

  mutating func tellOfOthers() {
    let summaries = all.map { CompanySummary($0) }
    all[current].state.companies = summaries
    // What held leaving up in another company may be over.
    all[current].state.settleLeaving()
  }
}
