package estate

import (
	"cmp"
	"strconv"
)

// An Origin says where a fact was read: a range of a file, or a field of an
// API's answer. The zero Origin means that nobody wrote the fact down.
type Origin struct {
	File       string // slash-separated, as the user would open it from where spof runs
	Start, End Position
	API        string   // "rds:DescribeDBInstances MultiAZ" when the fact is live
	Callers    []Origin // the module calls that led there, innermost first
}

// A Position is a place in a file, counted from 1; Byte is counted from 0.
type Position struct{ Line, Column, Byte int }

// IsZero reports whether nothing is known of where the fact was read.
func (o Origin) IsZero() bool { return o.File == "" && o.API == "" }

// String gives "main.tf:12", or the API field, or "".
func (o Origin) String() string {
	if o.File == "" {
		return o.API
	}
	if o.Start.Line == 0 {
		return o.File
	}
	return o.File + ":" + strconv.Itoa(o.Start.Line)
}

// Compare orders origins by file, then by place.
func (o Origin) Compare(p Origin) int {
	return cmp.Or(
		cmp.Compare(o.File, p.File),
		cmp.Compare(o.Start.Line, p.Start.Line),
		cmp.Compare(o.Start.Column, p.Start.Column),
		cmp.Compare(o.API, p.API),
	)
}

// A Gap is something that should have been read and was not. A gap is never
// dropped: every report shows it.
type Gap struct {
	What      string   // the thing, named: `module "db"`
	Why       string   // why it was not read
	Advice    string   // what to do about it; may be empty
	Origin    Origin   // where the thing is named
	Asked     Asked    // who was asked for it; empty where it is no call that failed
	Unsettles []string // addresses of resources whose judgement hangs on it
}

// An Asked is a service of a region of an account that was asked for something.
type Asked struct{ Service, Region, Account string }
