package live_test

import (
	"context"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/google/go-cmp/cmp"

	"spof/inventory"
	"spof/providers/aws/live"
)

// faulty stands between an account and who reads it, and has a share of the
// calls fail: three in ten are refused for too many calls, one fails at AWS's
// side, and one breaks off in the middle of its answer.
func faulty(t *testing.T, config aws.Config) aws.Config {
	t.Helper()
	to, err := url.Parse(*config.BaseEndpoint)
	if err != nil {
		t.Fatal(err)
	}
	pass := httputil.NewSingleHostReverseProxy(to)
	var mu sync.Mutex
	chance := rand.New(rand.NewPCG(1, 2))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		n := chance.IntN(10)
		mu.Unlock()
		switch {
		case n < 3:
			throttle(w, r)
		case n < 4:
			w.WriteHeader(http.StatusServiceUnavailable)
		case n < 5:
			w.Header().Set("Content-Length", "1000")
			_, _ = w.Write([]byte(`<DescribeDBInstancesResponse><DescribeDBInstancesResult>`))
			panic(http.ErrAbortHandler)
		default:
			pass.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	config = config.Copy()
	config.BaseEndpoint, config.RetryMaxAttempts = &server.URL, 0
	return config
}

// throttle is how a service says that it is asked too often: each protocol in
// its own way.
func throttle(w http.ResponseWriter, r *http.Request) {
	const problem = `<Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error>`
	answer := `<ErrorResponse>` + problem + `</ErrorResponse>`
	switch who := r.Header.Get("Authorization"); {
	case strings.Contains(who, "/ec2/"):
		answer = `<Response><Errors>` + problem + `</Errors></Response>`
	case strings.Contains(who, "/s3/"):
		answer = problem
	case !strings.Contains(r.Header.Get("Content-Type"), "form-urlencoded") && !strings.Contains(who, "/route53/") && !strings.Contains(who, "/cloudfront/"):
		w.Header().Set("X-Amzn-Errortype", "ThrottlingException")
		answer = `{"__type":"ThrottlingException","message":"Rate exceeded"}`
	}
	w.WriteHeader(http.StatusBadRequest)
	_, _ = w.Write([]byte(answer))
}

// requireSaid requires that whatever a disturbed reading lacks is said to be
// unread.
func requireSaid(t *testing.T, whole, part *inventory.Inventory) {
	t.Helper()
	for _, r := range whole.Resources {
		there := slices.ContainsFunc(part.Resources, func(o *inventory.Resource) bool { return o.Address == r.Address })
		said := slices.ContainsFunc(part.Unread, func(u inventory.Unread) bool { return u.Type == r.Type || u.Of != "" })
		if !there && !said {
			t.Errorf("%s is not there, and not said to be unread", r.Address)
		}
	}
	if len(part.Unread) > 0 && len(part.Gaps) == 0 {
		t.Error("there is no gap of what is unread")
	}
}

// TestFaults reads an account of which half of the calls fail. It takes time,
// but not without end, and what is not read is said to be.
func TestFaults(t *testing.T) {
	t.Parallel()
	config := emulated(t)
	sow(t, config)
	whole, begin := readHere(t, config), time.Now()
	part := readHere(t, faulty(t, config))
	if took := time.Since(begin); took > 3*time.Minute {
		t.Errorf("it takes %s", took)
	}
	requireSaid(t, whole, part)
	requireSound(t, "disturbed", whole, part)
	if len(part.Resources) < len(whole.Resources)/2 {
		t.Errorf("%d resources of %d: calls are not tried again", len(part.Resources), len(whole.Resources))
	}
}

// TestARegionThatDoesNotAnswer requires that it costs no more than the patience
// that one service is given, and that the others are read.
func TestARegionThatDoesNotAnswer(t *testing.T) {
	t.Parallel()
	inv, err := live.Read(t.Context(), live.Options{
		Config: silent(emptyRDS().config(), "eu-west-2"), Regions: []string{"eu-west-1", "eu-west-2"},
		Collectors: []live.Collector{collector(t, "rds")}, Patience: 100 * time.Millisecond,
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"rds in eu-west-2 of account " + account + ": it took too long, and was not read to its end"}
	if diff := cmp.Diff(want, whatIsMissing(inv)); diff != "" {
		t.Errorf("gaps (-want +got)\n%s", diff)
	}
	if len(inv.Unread) != len(collector(t, "rds").Types) {
		t.Errorf("unread %v", inv.Unread)
	}
}

// TestStopped requires that a reading that is stopped ends, and says what it
// lacks.
func TestStopped(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	time.AfterFunc(100*time.Millisecond, stop)
	inv, err := live.Read(ctx, live.Options{
		Config: silent(emptyRDS().config(), "eu-west-2"), Regions: []string{"eu-west-1", "eu-west-2"}, Collectors: []live.Collector{collector(t, "rds")},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"rds in eu-west-2 of account " + account + ": reading was stopped before its end"}
	if diff := cmp.Diff(want, whatIsMissing(inv)); diff != "" {
		t.Errorf("gaps (-want +got)\n%s", diff)
	}
}

// silent is the configuration of an account that does not answer in a region.
func silent(c aws.Config, region string) aws.Config {
	return with(c, func(ctx context.Context, _, _ string, next func(context.Context) (any, error)) (any, error) {
		if awsmiddleware.GetRegion(ctx) == region {
			<-ctx.Done()
			return nil, ctx.Err()
		}
		return next(ctx)
	})
}

func whatIsMissing(inv *inventory.Inventory) []string {
	var out []string
	for _, g := range inv.Gaps {
		out = append(out, g.What+": "+g.Why)
	}
	return out
}
