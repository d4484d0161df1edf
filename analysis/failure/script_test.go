package failure_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"spof/analysis/failure"
)

// TestScripts runs the scripts in testdata. A script's file "network" has one
// line for each node, gate and event, in any order:
//
//	zone-a                             a node, and an event of its name that strikes it
//	web needs 1 of a b:relaunch c:byhand
//	web needs all of a b               a quorum of two; "all of" may be left out
//	web needs parts of a b             a split gate
//	web needs some of a b              an open gate with a quorum of one
//	web needs a unless check
//	web needs a to start / softly      a startup or soft gate
//	web starts                         it has to start when others fail
//	storm strikes a b perhaps c        an event
//
// Its file "script" has one command on each line, of these five words:
//
//	estate [relaunch|byhand] [ill] [any] [soft]   start anew, under this reading
//	fail a b                                      let these events happen
//	down a b                                      these nodes are down
//	up a b                                        and these are not
//	spof web = a b                                exactly these events take it down now; "always" and "open" may lead
func TestScripts(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			sections := map[string]string{}
			for _, f := range txtar.Parse(data).Files {
				sections[f.Name] = string(f.Data)
			}
			s := parseNetwork(t, sections["network"])
			for line := range lines(sections["script"]) {
				s.run(t, line)
			}
		})
	}
}

// A script is a network with names, and where its commands have led.
type script struct {
	names   []string // by node
	events  []string
	network *failure.Network
	reading failure.Reading
	happens failure.Scenario
}

// lines walks through the words of each line that is not empty or a comment.
func lines(text string) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(text) {
			before, _, _ := strings.Cut(line, "#")
			if words := strings.Fields(before); len(words) > 0 && !yield(words) {
				return
			}
		}
	}
}

func parseNetwork(t *testing.T, text string) *script {
	t.Helper()
	s := &script{}
	var b failure.Builder
	for words := range lines(text) {
		if len(words) == 1 {
			s.names = append(s.names, words[0])
			s.events = append(s.events, words[0])
			b.Event(failure.Strike{Nodes: []failure.Node{b.Node()}})
		}
	}
	for words := range lines(text) {
		switch {
		case len(words) == 1:
		case words[1] == "needs":
			b.Need(s.node(t, words[0]), s.gate(t, words[2:]))
		case words[1] == "starts":
			b.Starts(s.node(t, words[0]))
		case words[1] == "strikes":
			s.events = append(s.events, words[0])
			b.Event(s.strike(t, words[2:]))
		default:
			t.Fatalf("unknown line %q", words)
		}
	}
	s.network = b.Build()
	return s
}

// gate reads what comes after "needs".
func (s *script) gate(t *testing.T, words []string) failure.Gate {
	t.Helper()
	var g failure.Gate
	kind := "all"
	if i := slices.Index(words, "of"); i == 1 {
		kind, words = words[0], words[2:]
	}
	for len(words) > 0 {
		switch word := words[0]; word {
		case "softly":
			g.Strength = failure.Soft
		case "to":
			g.Strength = failure.Startup
			words = words[1:]
		case "unless":
			g.Checked, g.Unless = true, s.node(t, words[1])
			words = words[1:]
		default:
			name, mode, _ := strings.Cut(word, ":")
			g.Members = append(g.Members, failure.Member{Node: s.node(t, name), Mode: modeOf(mode)})
		}
		words = words[1:]
	}
	switch kind {
	case "all":
		g.Quorum = len(g.Members)
	case "parts":
		g.Split = true
	case "some":
		g.Quorum, g.Open = 1, true
	default:
		if _, err := fmt.Sscan(kind, &g.Quorum); err != nil {
			t.Fatalf("quorum %q: %v", kind, err)
		}
	}
	return g
}

func modeOf(word string) failure.Mode {
	switch word {
	case "relaunch":
		return failure.Relaunch
	case "byhand":
		return failure.ByHand
	}
	return failure.Running
}

// strike reads what comes after "strikes".
func (s *script) strike(t *testing.T, words []string) failure.Strike {
	t.Helper()
	var strike failure.Strike
	to := &strike.Nodes
	for _, word := range words {
		if word == "perhaps" {
			to = &strike.Doubtful
			continue
		}
		*to = append(*to, s.node(t, word))
	}
	return strike
}

func (s *script) node(t *testing.T, name string) failure.Node {
	t.Helper()
	return failure.Node(index(t, s.names, name))
}

func index(t *testing.T, names []string, name string) int {
	t.Helper()
	i := slices.Index(names, name)
	if i < 0 {
		t.Fatalf("no such name: %q", name)
	}
	return i
}

// run runs one command.
func (s *script) run(t *testing.T, words []string) {
	t.Helper()
	switch words[0] {
	case "estate":
		s.happens = failure.Scenario{}
		s.reading = failure.Reading{
			Ill: slices.Contains(words, "ill"), Any: slices.Contains(words, "any"), Soft: slices.Contains(words, "soft"),
		}
		for _, word := range words[1:] {
			s.reading.Standbys = max(s.reading.Standbys, modeOf(word))
		}
	case "fail":
		for _, name := range words[1:] {
			s.happens.Events = append(s.happens.Events, failure.Event(index(t, s.events, name)))
		}
	case "down", "up":
		down := s.network.Simulate(s.reading, s.happens)
		for _, name := range words[1:] {
			if down[s.node(t, name)] != (words[0] == "down") {
				t.Errorf("after %v under %+v, %s is not %s", s.happened(), s.reading, name, words[0])
			}
		}
	case "spof":
		if got := s.spofs(s.node(t, words[1])); !slices.Equal(got, words[3:]) {
			t.Errorf("after %v under %+v, spof %s = %s, not %s", s.happened(), s.reading, words[1], got, words[3:])
		}
	default:
		t.Errorf("unknown command %q", words)
	}
}

// spofs names what takes a node down now.
func (s *script) spofs(n failure.Node) []string {
	set := s.network.Given(s.happens).Solve(s.reading).Down(s.reading, n)
	var names []string
	if set.Always() {
		names = append(names, "always")
	}
	if set.Open() {
		names = append(names, "open")
	}
	for e := range set.All() {
		names = append(names, s.events[e])
	}
	return names
}

func (s *script) happened() []string {
	var names []string
	for _, e := range s.happens.Events {
		names = append(names, s.events[e])
	}
	return names
}
