/// Routes an action to the companies it is for, and carries out effects that concern more than one.
public func update(_ companies: inout Companies, _ addressed: AddressedAction) -> [AddressedEffect] {
  companies.handle(addressed)
}

extension Companies {
  mutating func handle(_ addressed: AddressedAction) -> [AddressedEffect] {
    let recipients: [Int] =
      switch addressed.recipient {
      case .current: [current]
      case .everybody: Array(all.indices)
      case .company(let id): all.indices.filter { all[$0].id == id }
      }
    let effects = recipients.flatMap { index in
      carryOut(update(&all[index].state, addressed.action), of: index)
    }
    if case .keyPressed = addressed.action {
      for index in all.indices { all[index].state.absence.keyPressedAnywhere(at: state.now) }
    }
    let next = handleSaveResult(addressed.action)
    syncPreferences()
    let choices = savePreferences()
    updateSummaries()
    return effects + next + choices
  }

  /// Carries out effects that concern more than one company, and addresses the others.
  mutating func carryOut(_ effects: [Effect], of index: Int) -> [AddressedEffect] {
    effects.flatMap { effect -> [AddressedEffect] in
      switch effect {
      case .openCompanies: openCompanies()
      case .openCompany(let id): openCompany(id)
      case .duplicate(let seed, let id): duplicate(seed, to: id)
      case .saveSettings: write(AddressedEffect(effect, for: all[index].id))
      default: [AddressedEffect(effect, for: all[index].id)]
      }
    }
  }

  /// Starts every company, so that the screen can show something about each.
  private mutating func openCompanies() -> [AddressedEffect] {
    all[current].state.switchTo(.companies(CompaniesRoom(selected: all[current].id)))
    return all.indices.flatMap { index in
      let effects = all[index].start()
      return carryOut(effects, of: index)
    }
  }

  private mutating func openCompany(_ id: CompanyState.ID) -> [AddressedEffect] {
    guard let index = all.firstIndex(where: { $0.id == id }) else { return [] }
    if case .companies = all[current].state.screen { all[current].state.goBack() }
    current = index
    let effects = all[index].start()
    return carryOut(effects, of: index)
  }

  private mutating func duplicate(_ seed: FormSeed, to id: CompanyState.ID) -> [AddressedEffect] {
    let origin = all[current].id
    let going = openCompany(id)
    let effects = all[current].state.openForm(seed: seed)
    if case .form(var form) = all[current].state.screen {
      form.origin = origin
      all[current].state.screen = .form(form)
    }
    return going + carryOut(effects, of: current)
  }

  /// Copies personal preferences to every other company.
  private mutating func syncPreferences() {
    let chosen = state
    for index in all.indices where index != current {
      all[index].state.tour = chosen.ofNow.tour
      var choices = chosen.choices
      choices.quietDaysByID = all[index].state.choices.quietDaysByID
      if choices != all[index].state.choices { _ = all[index].state.choose(choices) }
    }
  }

  mutating func updateSummaries() {
    let summaries = all.map { CompanySummary($0) }
    all[current].state.companies = summaries
    for index in all.indices { all[index].state.isSavingPreferences = preferenceSync.isWriting && index == current }
    // What held up leaving in another company may be over.
    all[current].state.quitIfPossible()
  }
}
