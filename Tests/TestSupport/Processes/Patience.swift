/// How long tests wait for what must come. Only a fault lets it run out, so that it is long enough for a machine that does
/// much else beside; it is no bound of what is tested.
public let patience: Duration = .seconds(120)
