import GRDB

/// The tables. Migrations are only appended: a file that any version wrote is read by every later one.
enum HistorySchema {
  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(
        sql: """
          CREATE TABLE company (
            id INTEGER PRIMARY KEY, origin TEXT NOT NULL, company_id INTEGER NOT NULL, is_loopback INTEGER NOT NULL,
            seen_at INTEGER NOT NULL, UNIQUE (origin, company_id));
          -- What was seen last; deleted_at is the first answer without it.
          CREATE TABLE subscription (
            company INTEGER NOT NULL, id INTEGER NOT NULL, definition TEXT NOT NULL, success, failure, updated,
            seen_at INTEGER NOT NULL, last_seen_at INTEGER, deleted_at INTEGER, pruned_at INTEGER NOT NULL,
            PRIMARY KEY (company, id)) WITHOUT ROWID;
          CREATE TABLE definition (
            company INTEGER NOT NULL, subscription INTEGER NOT NULL, at INTEGER NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (company, subscription, at)) WITHOUT ROWID;
          CREATE TABLE delivery (
            company INTEGER NOT NULL, subscription INTEGER NOT NULL, at INTEGER NOT NULL, success, failure, updated,
            PRIMARY KEY (company, subscription, at)) WITHOUT ROWID;
          CREATE TABLE success_day (
            company INTEGER NOT NULL, subscription INTEGER NOT NULL, day INTEGER NOT NULL, bytes BLOB NOT NULL,
            PRIMARY KEY (company, subscription, day)) WITHOUT ROWID;
          CREATE TABLE watched (
            company INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
            PRIMARY KEY (company, start)) WITHOUT ROWID;
          """)
    }
    migrator.registerMigration("2") { db in
      try db.execute(
        sql: """
          CREATE TABLE own_write (
            company INTEGER NOT NULL, subscription INTEGER NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL,
            fields TEXT NOT NULL, name TEXT NOT NULL,
            PRIMARY KEY (company, at, subscription, kind)) WITHOUT ROWID;
          """)
    }
    return migrator
  }()
}
