package live_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"

	"spof/estate"
	"spof/providers/aws/live"
)

type gap = estate.Gap

// A recorder remembers what is asked of an account, and what it answers.
type recorder struct {
	mu    sync.Mutex
	asked map[string]bool
	kept  map[string]kept
}

// What a call was answered.
type kept struct {
	result any
	err    error
}

// config is that of an account whose calls are listened to.
func (r *recorder) config(c aws.Config) aws.Config {
	return with(c, func(ctx context.Context, action, key string, next func(context.Context) (any, error)) (any, error) {
		out, err := next(ctx)
		r.mu.Lock()
		defer r.mu.Unlock()
		r.asked[action], r.kept[key] = true, kept{out, err}
		return out, err
	})
}

// deny is the configuration of an account that answers as was recorded, but for
// an action, which it denies.
func (r *recorder) deny(c aws.Config, denied string) aws.Config {
	return with(c, func(_ context.Context, action, key string, _ func(context.Context) (any, error)) (any, error) {
		if action == denied {
			return nil, &smithy.GenericAPIError{Code: "AccessDenied", Message: "no"}
		}
		was := r.kept[key]
		return copied(was.result), was.err
	})
}

// with has each call of an account go through a function.
func with(c aws.Config, do func(ctx context.Context, action, key string, next func(context.Context) (any, error)) (any, error)) aws.Config {
	between := middleware.InitializeMiddlewareFunc("recorder", func(
		ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler,
	) (out middleware.InitializeOutput, meta middleware.Metadata, err error) {
		service, operation := middleware.GetServiceID(ctx), middleware.GetOperationName(ctx)
		action := live.Action(service, operation)
		input, err := json.Marshal(in.Parameters)
		if err != nil {
			return out, meta, err
		}
		key := strings.Join([]string{service, operation, awsmiddleware.GetRegion(ctx), string(input)}, " ")
		out.Result, err = do(ctx, action, key, func(ctx context.Context) (any, error) {
			got, told, err := next.HandleInitialize(ctx, in)
			meta = told
			return got.Result, err
		})
		return out, meta, err
	})
	c.APIOptions = append(slices.Clone(c.APIOptions), func(s *middleware.Stack) error {
		// The older half of the SDK's clients say what is called in a middleware of their own.
		if said := (&awsmiddleware.RegisterServiceMetadata{}).ID(); slices.Contains(s.Initialize.List(), said) {
			return s.Initialize.Insert(between, said, middleware.After)
		}
		return s.Initialize.Add(between, middleware.Before)
	})
	return c
}
