package live

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go/middleware"
	"golang.org/x/time/rate"
)

// A limiter holds back the calls of one account: those of each region and
// service come out of a bucket of their own, as AWS counts them.
type limiter struct {
	mu      sync.Mutex
	buckets map[string]*rate.Limiter // by region and service
}

// How many calls a second a service takes from us, and how many at once. AWS's
// own limits of read calls are several times as high; others of the account
// call too.
const (
	callsPerSecond = 20
	callsAtOnce    = 40
)

// perSecond are the limits of services that take fewer: Route 53 takes five
// calls of an account, API Gateway ten, whichever its version, Lambda fifteen,
// Kinesis five lists.
// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
// https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
// https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreams.html
var perSecond = map[string]int{"API Gateway": 5, "ApiGatewayV2": 5, "Kinesis": 4, "Lambda": 10, "Route 53": 5}

func (l *limiter) bucket(region, service string) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	key := region + " " + service
	if l.buckets[key] == nil {
		if l.buckets == nil {
			l.buckets = map[string]*rate.Limiter{}
		}
		l.buckets[key] = rate.NewLimiter(callsPerSecond, callsAtOnce)
		if n := perSecond[service]; n > 0 {
			l.buckets[key] = rate.NewLimiter(rate.Limit(n), n)
		}
	}
	return l.buckets[key]
}

// hold has each attempt of each call wait for its turn, those that try again
// included.
func (l *limiter) hold(stack *middleware.Stack) error {
	wait := middleware.FinalizeMiddlewareFunc("spof:hold", func(
		ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler,
	) (middleware.FinalizeOutput, middleware.Metadata, error) {
		if err := l.bucket(awsmiddleware.GetRegion(ctx), awsmiddleware.GetServiceID(ctx)).Wait(ctx); err != nil {
			return middleware.FinalizeOutput{}, middleware.Metadata{}, fmt.Errorf("wait for a turn: %w", err)
		}
		return next.HandleFinalize(ctx, in)
	})
	return stack.Finalize.Insert(wait, "Retry", middleware.After) //nolint:wrapcheck // of the SDK
}

// How often a call is made before it has failed, where nobody says otherwise, and
// the longest wait between two attempts. Waits grow, and differ at random.
const (
	attempts    = 6
	longestWait = 5 * time.Second
)

// retrying has calls that fail at AWS's side, or are refused for too many calls,
// tried again, the more slowly the more often they are refused; as often as the
// configuration says (AWS_MAX_ATTEMPTS, max_attempts), where it does.
func retrying(config aws.Config) func() aws.Retryer {
	most := config.RetryMaxAttempts
	if most == 0 {
		most = attempts
	}
	return func() aws.Retryer {
		return retry.NewAdaptiveMode(func(o *retry.AdaptiveModeOptions) {
			o.StandardOptions = append(o.StandardOptions, func(o *retry.StandardOptions) {
				o.MaxAttempts, o.MaxBackoff = most, longestWait
			})
		})
	}
}
