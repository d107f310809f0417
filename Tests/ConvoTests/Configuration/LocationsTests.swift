import Testing

@testable import convo

struct LocationsTests {
  @Test("Without XDG variables the files are below the home folder")
  func defaults() {
    let locations = Locations(environment: ["HOME": "/home/ada"])
    #expect(locations.configFile == "/home/ada/.config/convo/config.toml")
    #expect(locations.dataFolder == "/home/ada/.local/share/convo")
    #expect(locations.store == "/home/ada/.local/share/convo/convo.db")
    #expect(locations.stateFolder == "/home/ada/.local/state/convo")
  }

  @Test("XDG variables and CONVO_DB name other places")
  func named() {
    let locations = Locations(environment: [
      "HOME": "/home/ada", "XDG_CONFIG_HOME": "/c/", "XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s",
      "CONVO_DB": "here.db",
    ])
    #expect(locations.configFile == "/c/convo/config.toml")
    #expect(locations.dataFolder == "/d/convo")
    #expect(locations.store == "here.db")
    #expect(locations.stateFolder == "/s/convo")
  }

  @Test("Relative and empty XDG values are ignored", arguments: ["", "relative", "./x", "~/x"])
  func ignored(value: String) {
    let variables = ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"]
    let environment = EnvironmentVariables(
      Dictionary(uniqueKeysWithValues: variables.map { ($0, value) })
        .merging(["HOME": "/home/ada", "CONVO_DB": ""]) { $1 })
    #expect(Locations(environment: environment) == Locations(environment: ["HOME": "/home/ada"]))
  }

  @Test(
    "Without HOME the account's own folder is taken",
    arguments: [[:], ["HOME": ""]] as [EnvironmentVariables])
  func account(environment: EnvironmentVariables) {
    let locations = Locations(environment: environment)
    #expect(locations.configFile.hasPrefix("/"))
    #expect(locations.configFile.hasSuffix("/.config/convo/config.toml"))
  }
}
