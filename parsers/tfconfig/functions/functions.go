// Package functions holds the functions that a Terraform configuration may
// call, with Terraform 1.11's semantics, and those of OpenTofu that have names
// of their own.
//
// It knows values and texts only. Files are read through the [Env] it is
// given; it knows neither the process, nor the clock, nor the network, so that
// the same configuration gives the same answer everywhere. What Terraform
// itself learns only while it plans or applies (timestamp, uuid, bcrypt) is
// unknown here. Functions of providers are not in the table.
//
// Where hcl's and cty's own functions agree with Terraform they are used as
// they are; the agreement is checked against answers recorded from
// Terraform's console (testdata).
package functions

import (
	"io/fs"
	"maps"

	"github.com/zclconf/go-cty/cty/function"
)

// Env is what functions may know of the run; nothing else reaches them. The
// zero Env has no files, and its functions work otherwise.
type Env struct {
	// FS holds the files that file, templatefile, fileset and their kin may
	// read. Without it every such call is an error.
	FS fs.FS
	// Resolve maps a path as the configuration writes it (relative, absolute,
	// with ..) to a name in FS, and says whether it lies in FS at all. Without
	// it a relative path is joined to BaseDir, and all others lie outside.
	Resolve func(path string) (name string, ok bool)
	// BaseDir is the directory in FS that relative paths start from.
	BaseDir string
	// WorkDir is the absolute directory that abspath starts from. Where it is
	// empty the absolute form of a relative path is unknown.
	WorkDir string
	// Home replaces a leading ~ in paths. Where it is empty, what such a path
	// expands to is unknown, and no file is found there.
	Home string
	// Work, where there is one, is told how many bytes each call goes through or
	// makes, and ends the call with its error.
	Work func(bytes int) error
	// Sensitive is the mark that sensitive sets and nonsensitive takes away.
	// Without it they use a mark of their own.
	Sensitive any
	// Ephemeral is the mark of values that ephemeralasnull replaces. Without
	// it no value is ephemeral.
	Ephemeral any
}

// mark is the type of the marks that this package sets when it is given none.
type mark string

const sensitiveMark mark = "sensitive"

// withDefaults fills in what a caller may leave out.
func (e Env) withDefaults() Env {
	if e.Work == nil {
		e.Work = func(int) error { return nil }
	}
	if e.Sensitive == nil {
		e.Sensitive = sensitiveMark
	}
	if e.FS == nil {
		e.FS = noFiles{}
	}
	if e.Resolve == nil {
		e.Resolve = e.resolveInside
	}
	return e
}

// Table returns Terraform's functions by name, each also under its core::
// name. Every call gets fresh functions that share nothing but env.
//
// An error of a function never repeats an argument that is marked
// [Env.Sensitive], and a call whose result would be out of all proportion to
// its arguments fails with an error that names the limit.
func Table(env Env) map[string]function.Function {
	env = env.withDefaults()
	plain := baseTable(env)
	maps.Copy(plain, templateFunctions(env, plain))
	table := withCoreNames(plain)
	for name, f := range providerFunctions() {
		table[name] = guard(f, limits[name], env)
	}
	return table
}

// baseTable returns all functions but those that render templates, which
// need the others.
func baseTable(env Env) map[string]function.Function {
	table := map[string]function.Function{}
	for _, part := range []map[string]function.Function{
		numberFunctions(),
		stringFunctions(),
		collectionFunctions(),
		lookupFunctions(),
		typeFunctions(),
		markFunctions(env),
		assumeFunctions(),
		networkFunctions(),
		encodingFunctions(),
		cryptoFunctions(),
		timeFunctions(),
		fileFunctions(env),
		pathFunctions(env),
	} {
		for name, f := range part {
			table[name] = guard(f, limits[name], env)
		}
	}
	maps.Copy(table, controlFunctions())
	return table
}

// withCoreNames adds to each function its name in the core namespace.
func withCoreNames(table map[string]function.Function) map[string]function.Function {
	out := make(map[string]function.Function, 2*len(table))
	for name, f := range table {
		out[name] = f
		out["core::"+name] = f
	}
	return out
}
