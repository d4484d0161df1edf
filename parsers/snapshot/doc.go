// Package snapshot saves inventories and reads them back, so that what was read
// here and now can be judged elsewhere and later.
//
// A snapshot is one JSON document, which docs/snapshot.md describes. It holds
// all that an inventory does, but for the identities that a reader made up: in
// the place of each stands a reference to the attribute that it stands for, and
// reading makes them up again. The package knows nothing of AWS, and of what is
// secret only that it is marked: whoever saves an inventory has it reduced
// before.
package snapshot
