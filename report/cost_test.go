package report_test

import (
	"strings"
	"testing"

	"spof/analysis"
	"spof/report"
)

func TestCostInWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cost analysis.Cost
		want string
	}{
		{analysis.Cost{Monthly: 110.96, Hours: 39.42}, "$111 a month; pays off above $34 for an hour of downtime"},
		{analysis.Cost{Monthly: 3.65}, "$3.65 a month"},
		{analysis.Cost{Monthly: 9.999}, "$10.00 a month"},
		{analysis.Cost{Monthly: 1234567.4}, "$1,234,567 a month"},
		{analysis.Cost{Monthly: 0, Hours: 7.88}, "$0 a month"},
		{analysis.Cost{Monthly: 32.85, PricedIn: "us-east-1"}, "$33 a month at us-east-1's price"},
	} {
		if got := report.CostWords(&c.cost); got != c.want {
			t.Errorf("%+v is %q, want %q", c.cost, got, c.want)
		}
	}
}

// What the figures are is told once, and only where there are any.
func TestCostsAreExplainedOnce(t *testing.T) {
	t.Parallel()
	const says = "Costs are "
	got := string(text(t, report.Report{Audits: []*analysis.Audit{shop(), shop(), sound()}, Width: 140}))
	if n := strings.Count(got, says); n != 1 {
		t.Errorf("%q stands %d times in\n%s", says, n, got)
	}
	if !strings.Contains(got, "list prices (2024-07 to 2026-05, 2025-05-28)") {
		t.Errorf("the text does not say when its lists were read:\n%s", got)
	}
	free := shop()
	for _, f := range free.Findings {
		f.Cost = nil
	}
	if got := string(text(t, report.Report{Audits: []*analysis.Audit{free}})); strings.Contains(got, says) || strings.Contains(got, "a month") {
		t.Errorf("costs are told where none is known:\n%s", got)
	}
}
