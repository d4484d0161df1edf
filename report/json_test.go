package report_test

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"spof/analysis"
	"spof/internal/golden"
	"spof/report"
)

func TestJSONHoldsEverything(t *testing.T) {
	t.Parallel()
	golden.Compare(t, "testdata/json/shop.golden", written(t, report.JSON, report.Report{Version: "0.0.0", Audits: []*analysis.Audit{shop()}}))
	golden.Compare(t, "testdata/json/roots.golden", written(t, report.JSON, report.Report{Version: "0.0.0", Audits: []*analysis.Audit{shop(), worker(), sound()}}))
}

func TestASavedReportReadsBackAsItWas(t *testing.T) {
	t.Parallel()
	for name, audits := range map[string][]*analysis.Audit{
		"one root":      {shop()},
		"several roots": {worker(), sound(), shop()},
		"an account":    {denied()},
		"none":          nil,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			saved := written(t, report.JSON, report.Report{Version: "1.2.3", Audits: audits})
			got, err := report.Read(bytes.NewReader(saved))
			if err != nil {
				t.Fatal(err)
			}
			if got.Version != "1.2.3" {
				t.Errorf("version is %q", got.Version)
			}
			if diff := cmp.Diff(audits, got.Audits, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(analysis.Rule{}, "Run")); diff != "" {
				t.Errorf("audits differ (-saved +read):\n%s", diff)
			}
		})
	}
}

func TestASavedReportShowsTheSameInEveryFormat(t *testing.T) {
	t.Parallel()
	r := report.Report{Version: "1.2.3", Audits: []*analysis.Audit{shop(), worker()}}
	back, err := report.Read(bytes.NewReader(written(t, report.JSON, r)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Formats() {
		if diff := cmp.Diff(string(written(t, f.Write, r)), string(written(t, f.Write, back))); diff != "" {
			t.Errorf("%s differs (-before +after):\n%s", f.Name, diff)
		}
	}
}

func TestReadRefusesWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	for input, want := range map[string]string{
		``:                               "byte 0: the document ends before it is complete",
		`[]`:                             "byte 1: the document cannot be array",
		`{"schema": 2, "inputs": []}`:    "its schema is 2",
		`{"schema": 1, "resources": []}`: "it is no audit, for it names no inputs",
		`{"schema": 1, "inputs": [{"path": "a"}], "removed": [{"identity": "r a"}]}`:            `r a is removed from "a", which was compared with nothing`,
		`{"schema": 1, "inputs": [{"path": "a"}, {"path": "b"}], "findings": [{"input": "c"}]}`: `"c" is not among its inputs`,
	} {
		if _, err := report.Read(strings.NewReader(input)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("reading %q gives %v, want an error with %q", input, err, want)
		}
	}
}

// Every key that a document can have stands in docs/json.md, by its path.
func TestEveryKeyIsDocumented(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile("../docs/json.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, paths := range [][]string{report.DocumentKeys(), report.BlastKeys(), report.EstateKeys()} {
		for _, path := range paths {
			if !strings.Contains(string(doc), "`"+path+"`") {
				t.Errorf("docs/json.md does not describe `%s`", path)
			}
		}
	}
}

func TestListsAreNeverNull(t *testing.T) {
	t.Parallel()
	for _, a := range []*analysis.Audit{sound(), {}} {
		if got := written(t, report.JSON, report.Report{Audits: []*analysis.Audit{a}}); bytes.Contains(got, []byte("null")) {
			t.Errorf("the document of an audit with little in it holds null:\n%s", got)
		}
	}
}

func written(t *testing.T, write func(io.Writer, report.Report) error, r report.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
