package cli

import (
	"fmt"
	"io"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"spof/providers/aws/live"
)

// A progress says what is being worked on: on a terminal in one line that is
// written over, elsewhere, where that was asked for, in a line now and then. It
// may be told of several things at once; nil says nothing.
type progress struct {
	w       io.Writer
	columns int
	line    bool // one that is written over

	mu    sync.Mutex
	often rate.Sometimes
	tally tally
}

// A tally counts what there is to read of accounts, and what has been.
type tally struct{ accounts, ofAccounts, services, ofServices int }

// sayEvery is how long it takes from a line to the next where none is written
// over.
const sayEvery = 10 * time.Second

// progress returns one for standard error, which says nothing unless that is a
// terminal, or it was asked for.
func (c Command) progress(asked bool) *progress {
	columns, terminal := terminalWidth(c.Stderr)
	switch {
	case terminal && !c.isSet("CI") && c.env("TERM") != "dumb":
		return &progress{w: c.Stderr, columns: columns, line: true}
	case asked:
		return &progress{w: c.Stderr, often: rate.Sometimes{Interval: sayEvery}}
	default:
		return nil
	}
}

// begin says which of several sources is being read. Of accounts the steps tell.
func (p *progress) begin(n, of int, what string) {
	if p == nil || of < 2 || p.tally.ofAccounts > 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.say(fmt.Sprintf("reading %d of %d: %s", n, of, what))
}

// accounts says how many accounts there are to read.
func (p *progress) accounts(of int) {
	if p != nil {
		p.tally.ofAccounts = of
	}
}

// step takes in what is read of an account.
func (p *progress) step(s live.Step) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	t := &p.tally
	switch s.Done {
	case 0:
		t.ofServices += s.Of
		return
	case s.Of:
		t.accounts++
	}
	t.services++
	line := fmt.Sprintf("%d of %d services read: %s in %s", t.services, t.ofServices, s.Service, s.Region)
	if t.ofAccounts > 1 {
		line = fmt.Sprintf("%d of %d accounts, %s of account %s", t.accounts, t.ofAccounts, line, s.Account)
	}
	p.say(line)
}

func (p *progress) say(line string) {
	if !p.line {
		p.often.Do(func() { fmt.Fprintln(p.w, "spof: "+line) })
		return
	}
	if room := p.columns - 1; room > 0 && len(line) > room {
		line = line[:room]
	}
	fmt.Fprintf(p.w, "\r\x1b[K%s", line)
}

func (p *progress) done() {
	if p != nil && p.line {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
