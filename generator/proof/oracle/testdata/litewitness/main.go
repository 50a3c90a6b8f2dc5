// Addlog tells litewitness's database of a log. Litewitness's own program for that, witnessctl, needs a
// module that is not to be had everywhere.
package main

import (
	"fmt"
	"os"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"
)

func main() {
	if err := add(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// add writes what witnessctl add-log writes; the tables are litewitness's.
func add(db, origin, vkey string) error {
	c, err := sqlite.OpenConn(db)
	if err != nil {
		return err
	}
	defer c.Close()
	const tables = `CREATE TABLE IF NOT EXISTS log (origin TEXT PRIMARY KEY, tree_size INTEGER NOT NULL, tree_hash TEXT NOT NULL);
		CREATE TABLE IF NOT EXISTS key (origin TEXT NOT NULL, key TEXT NOT NULL, FOREIGN KEY(origin) REFERENCES log(origin));`
	if err := sqlitex.ExecuteScript(c, tables, nil); err != nil {
		return err
	}
	const none = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" // the root of a log without entries
	if err := sqlitex.Execute(c, "INSERT INTO log VALUES (?, 0, ?)", &sqlitex.ExecOptions{Args: []any{origin, none}}); err != nil {
		return err
	}
	return sqlitex.Execute(c, "INSERT INTO key VALUES (?, ?)", &sqlitex.ExecOptions{Args: []any{origin, vkey}})
}
