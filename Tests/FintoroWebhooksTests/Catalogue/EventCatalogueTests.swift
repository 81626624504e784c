import FintoroWebhooks
import Testing

@Suite("Event catalogue")
struct EventCatalogueTests {
  @Test("The catalogue holds exactly the 53 event types of the contract, each once")
  func sameAsContract() {
    let names = EventCatalogue.types.map(\.rawValue)
    #expect(names.count == 53)
    #expect(contractEventTypes.count == 53)
    #expect(Set(names) == Set(contractEventTypes))
    #expect(Set(names).count == names.count)
  }

  @Test("The guide's four groups hold 9, 9, 13 and 22 event types")
  func groups() {
    #expect(EventCatalogue.groups.map(\.title) == ["Master data", "CRM", "Warehouses and catalog", "Documents"])
    #expect(EventCatalogue.groups.map(\.types.count) == [9, 9, 13, 22])
    #expect(EventCatalogue.groups.map(\.resources.count) == [3, 3, 4, 8])
  }

  @Test("The 18 resources have the resource types that deliveries name")
  func resources() {
    #expect(EventCatalogue.resources.count == 18)
    let types = Dictionary(uniqueKeysWithValues: EventCatalogue.resources.map { ($0.id, $0.resourceType) })
    #expect(types == contractResourceTypes)
  }

  @Test("The groups, in order, are all resources and all types: nothing stands outside a group")
  func derived() {
    #expect(EventCatalogue.groups.flatMap(\.resources).map(\.id) == EventCatalogue.resources.map(\.id))
    #expect(EventCatalogue.groups.flatMap(\.types) == EventCatalogue.types)
  }

  @Test("Every cell of the 18 x 5 matrix gives its type, or none where the contract has none")
  func matrix() {
    var found: Set<String> = []
    for resource in EventCatalogue.resources {
      for verb in EventVerb.allCases {
        let name = "\(resource.id).\(verb.rawValue)"
        let type = resource.type(verb)
        #expect(type?.rawValue == (contractEventTypes.contains(name) ? name : nil))
        if let type { found.insert(type.rawValue) }
      }
    }
    #expect(found.count == 53)
  }

  @Test("A resource's verbs stand in the order of the matrix's columns")
  func verbOrder() {
    for resource in EventCatalogue.resources {
      #expect(resource.verbs == EventVerb.allCases.filter(resource.verbs.contains))
    }
  }

  @Test("Sorting puts known types in the catalogue's order and unknown ones last, as they came, dropping none")
  func sorting() {
    let mixed = ["zebras.born", "orders.deleted", "clients.created", "apples.eaten", "orders.created", "zebras.born"]
    let sorted = EventCatalogue.sorted(mixed.map { EventType($0) }).map(\.rawValue)
    #expect(
      sorted == ["clients.created", "orders.created", "orders.deleted", "zebras.born", "apples.eaten", "zebras.born"])
    #expect(EventCatalogue.sorted(EventCatalogue.types.reversed()) == EventCatalogue.types)
  }
}
