package estatetest_test

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"testing/fstest"
)

// wounds is the file that holds what the values of a harmed fixture refer to.
const wounds = `
variable "fuzz_unknown" {}
variable "fuzz_number" {
  type = number
}
variable "fuzz_list" {
  type = list(string)
}
variable "fuzz_secret" {
  sensitive = true
  default   = "` + secretWord + `"
}
locals {
  fuzz_circle = [local.fuzz_square]
  fuzz_square = local.fuzz_circle
  fuzz_ids    = aws_eip.fuzz[*].id
}
resource "aws_eip" "fuzz" {
  count = 3
}
data "aws_availability_zones" "fuzz" {}
`

// wrong are values of every kind, for a place in which one of another stood.
var wrong = []string{
	`null`, `[]`, `{}`, `[null]`, `""`, `true`, `"false"`, `-1`, `0`, `1e300`, `99999`, `0.5`, `"0x1"`, `[[]]`, `[{}]`, `{ a = null }`, `"a\n\u0000b"`,
	`var.fuzz_unknown`, `var.fuzz_number`, `var.fuzz_list`, `[var.fuzz_unknown]`, `{ (var.fuzz_unknown) = 1 }`, `"a-${var.fuzz_unknown}"`,
	`var.fuzz_secret`, `[var.fuzz_secret]`, `{ (var.fuzz_secret) = var.fuzz_secret }`, `"x${var.fuzz_secret}"`, `toset([var.fuzz_secret, "a"])`,
	`sensitive(2)`, `jsonencode({ a = var.fuzz_secret })`, `base64encode(var.fuzz_secret)`, `local.fuzz_circle`, `local.fuzz_square[0]`,
	`local.fuzz_ids`, `sort(local.fuzz_ids)[0]`, `toset(local.fuzz_ids)`, `local.fuzz_ids[0]`, `"${local.fuzz_ids[1]}:${local.fuzz_ids[2]}"`, `aws_eip.fuzz`,
	`length([for id in local.fuzz_ids : id if id < local.fuzz_ids[0]])`, `{ for id in local.fuzz_ids : id => var.fuzz_unknown }`,
	`data.aws_availability_zones.fuzz.names`, `data.aws_availability_zones.fuzz.names[count.index]`, `slice(data.aws_availability_zones.fuzz.names, 0, 2)`,
	`count.index`, `each.value`, `each.key`, `self.id`, `path.module`, `tomap({ a = 1 })`, `tolist([])`, `toset([])`, `range(3)`,
	`[for i in range(2) : { a = i }]`, `var.fuzz_unknown ? 1 : null`, `try(var.fuzz_list[0], "a")`, `nothing.at.all`, `provider::aws::arn_parse("x")`,
	`templatestring("$${a}", { a = var.fuzz_list })`, `yamldecode("a: [1, null]")`, `file("absent")`, `timestamp()`, `"arn:aws:s3:::x"`, `"us-east-1a"`,
	`"10.0.0.0/8"`, `"*"`, `[local.fuzz_ids[0], var.fuzz_unknown, null]`, `aws_eip.absent.id`, `module.absent.x`, `data.aws_vpc.absent`,
}

// A harm changes a text at a place; size is how much, and from where it may
// take what to put in.
type harm func(src []byte, at, size int, from []byte) []byte

var harms = []harm{
	// cut off
	func(src []byte, at, _ int, _ []byte) []byte { return src[:at] },
	// cut out
	func(src []byte, at, size int, _ []byte) []byte {
		return slices.Concat(src[:at], src[min(len(src), at+size):])
	},
	// put in from another fixture
	func(src []byte, at, size int, from []byte) []byte {
		start := min(len(from), at)
		return slices.Concat(src[:at], from[start:min(len(from), start+4*size)], src[at:])
	},
	// leave out lines
	func(src []byte, at, size int, _ []byte) []byte {
		lines := bytes.SplitAfter(src, []byte("\n"))
		first := at % len(lines)
		return bytes.Join(slices.Delete(lines, first, min(len(lines), first+1+size%8)), nil)
	},
	// double lines
	func(src []byte, at, size int, _ []byte) []byte {
		lines := bytes.SplitAfter(src, []byte("\n"))
		first := at % len(lines)
		return bytes.Join(slices.Insert(lines, first, lines[first:min(len(lines), first+1+size%32)]...), nil)
	},
	// put lines of another fixture in
	func(src []byte, at, size int, from []byte) []byte {
		lines, others := bytes.SplitAfter(src, []byte("\n")), bytes.SplitAfter(from, []byte("\n"))
		first := size % len(others)
		return bytes.Join(slices.Insert(lines, at%len(lines), others[first:min(len(others), first+1+size%16)]...), nil)
	},
	// another value
	func(src []byte, at, size int, _ []byte) []byte { return revalued(src, at, wrong[size%len(wrong)]) },
	// another value, instead of a count
	func(src []byte, at, size int, _ []byte) []byte {
		return argument(src, at, "count = "+wrong[size%len(wrong)])
	},
	func(src []byte, at, size int, _ []byte) []byte {
		return argument(src, at, "for_each = "+wrong[size%len(wrong)])
	},
	// the value of another line
	func(src []byte, at, size int, from []byte) []byte {
		values := value.FindAllSubmatch(from, -1)
		if len(values) == 0 {
			return src
		}
		return revalued(src, at, string(values[size%len(values)][2]))
	},
}

var (
	value  = regexp.MustCompile(`(?m)^(\s*[a-z_0-9]+\s*=\s*)(.*)$`)
	header = regexp.MustCompile(`(?m)^(?:resource|data|module) .*\{$`)
)

// revalued gives the attribute with a number, counted over all, another value.
func revalued(src []byte, number int, by string) []byte {
	places := value.FindAllSubmatchIndex(src, -1)
	if len(places) == 0 {
		return src
	}
	p := places[number%len(places)]
	return slices.Concat(src[:p[4]], []byte(by), src[p[5]:])
}

// argument adds one to the block with a number.
func argument(src []byte, number int, what string) []byte {
	places := header.FindAllIndex(src, -1)
	if len(places) == 0 {
		return src
	}
	end := places[number%len(places)][1]
	return slices.Concat(src[:end], []byte("\n  "+what+"\n"), src[end:])
}

// injured returns a fixture after harm: four bytes for each, which, where (two)
// and how much.
func injured(all, other fstest.MapFS, harm []byte) fstest.MapFS {
	out := maps.Clone(all)
	names := slices.Sorted(maps.Keys(all))
	from := other[slices.Sorted(maps.Keys(other))[0]].Data
	for step := range slices.Chunk(harm[:min(len(harm), 64)], 4) {
		if len(step) < 4 {
			break
		}
		where := int(step[1])<<8 | int(step[2])
		name := names[where%len(names)]
		src := out[name].Data
		changed := harms[int(step[0])%len(harms)](slices.Clone(src), where%(len(src)+1), int(step[3]), from)
		out[name] = &fstest.MapFile{Data: changed[:min(len(changed), 64<<10)]}
	}
	out["fuzz.tf"] = &fstest.MapFile{Data: []byte(wounds)}
	return out
}
