package estate_test

import (
	"testing"

	"spof/estate"
)

func TestMover(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		moves      []estate.Move
		from, want string
	}{
		"a resource":                      {[]estate.Move{{From: "aws_x.a", To: "aws_x.b"}}, "aws_x.a", "aws_x.b"},
		"its instances":                   {[]estate.Move{{From: "aws_x.a", To: "aws_x.b"}}, `aws_x.a["k.l"]`, `aws_x.b["k.l"]`},
		"its parts":                       {[]estate.Move{{From: "aws_x.a", To: "aws_x.b"}}, "aws_x.a#task", "aws_x.b#task"},
		"not one whose name begins alike": {[]estate.Move{{From: "aws_x.a", To: "aws_x.b"}}, "aws_x.ab", "aws_x.ab"},
		"not the same name in a module":   {[]estate.Move{{From: "aws_x.a", To: "aws_x.b"}}, "module.m.aws_x.a", "module.m.aws_x.a"},
		"one instance":                    {[]estate.Move{{From: "aws_x.a[0]", To: `aws_x.a["k"]`}}, "aws_x.a[0]", `aws_x.a["k"]`},
		"and no other":                    {[]estate.Move{{From: "aws_x.a[0]", To: `aws_x.a["k"]`}}, "aws_x.a[01]", "aws_x.a[01]"},
		"the only one to one of many":     {[]estate.Move{{From: "aws_x.a", To: "aws_x.a[0]"}}, "aws_x.a", "aws_x.a[0]"},
		"which no other follows":          {[]estate.Move{{From: "aws_x.a", To: "aws_x.a[0]"}}, "aws_x.a[1]", "aws_x.a[1]"},
		"a module":                        {[]estate.Move{{From: "module.a", To: "module.b.module.c"}}, "module.a.aws_x.a[0]", "module.b.module.c.aws_x.a[0]"},
		"its instances too":               {[]estate.Move{{From: "module.a", To: "module.b"}}, "module.a[0].aws_x.a", "module.b[0].aws_x.a"},
		"a chain in any order":            {[]estate.Move{{From: "aws_x.b", To: "aws_x.c"}, {From: "aws_x.a", To: "aws_x.b"}}, "aws_x.a", "aws_x.c"},
		"a circle":                        {[]estate.Move{{From: "aws_x.a", To: "aws_x.b"}, {From: "aws_x.b", To: "aws_x.a"}}, "aws_x.a", "aws_x.a"},
		"the narrowest first":             {[]estate.Move{{From: "module.a", To: "module.b"}, {From: "module.a.aws_x.a", To: "aws_x.a"}}, "module.a.aws_x.a", "aws_x.a"},
		"nothing":                         {nil, "aws_x.a", "aws_x.a"},
		"an empty move":                   {[]estate.Move{{}}, "aws_x.a", "aws_x.a"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := estate.Mover(c.moves)(c.from); got != c.want {
				t.Errorf("%s is then at %s, want %s", c.from, got, c.want)
			}
		})
	}
}
