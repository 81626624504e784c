extension Fault {
  /// How a fault is written, and every effect with its form.
  public static var help: String {
    let forms = FaultEffectText.table.map { "  " + $0.form }
    return """
      A fault is EFFECT [METHOD] [PATH] [xTIMES] [p=PROBABILITY] [seed=NUMBER], such as
        drop-after POST /webhook-subscriptions x1
        503 GET p=0.2 seed=7
      The path is below the base URL, * stands for one part of it. With -after the work was done all the same.
      Effects:
      \(forms.joined(separator: "\n"))
      """
  }
}
