public import ArgumentParser
public import FintoroSandbox

/// How events reach receivers.
struct SandboxDeliveryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "simulated (as the scenario says, nothing is sent), real (HTTP requests to receivers on this machine; every "
        + "other is out of reach) or off.", valueName: "mode"))
  var deliveries = DeliverySettings.Mode.simulated

  @Option(
    help: ArgumentHelp(
      "Divides the waits of 10, 100, 1000 and 10000 s between the attempts of a delivery.", valueName: "factor"))
  var speed = 1.0

  func validate() throws {
    guard speed > 0, speed.isFinite else { throw ValidationError("--speed takes a number above 0, such as 100.") }
  }

  var settings: DeliverySettings { DeliverySettings(mode: deliveries, speed: speed) }
}

extension DeliverySettings.Mode: ExpressibleByArgument {}
