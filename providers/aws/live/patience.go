package live

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/aws/smithy-go/middleware"
)

const defaultPatience = 2 * time.Minute

// errPatience ends a collector that is not answered.
var errPatience = errors.New("out of patience")

// A watch ends a collector that gets no answer for too long. An account of
// thousands of things takes its time; it is not answering that has to end.
type watch struct {
	patience time.Duration
	timer    *time.Timer
	heard    atomic.Bool // there was an answer
	stop     context.CancelCauseFunc
}

// watched returns a context that ends once there was no answer for too long.
func watched(ctx context.Context, patience time.Duration) (context.Context, *watch) {
	if patience == 0 {
		patience = defaultPatience
	}
	ctx, stop := context.WithCancelCause(ctx)
	return ctx, &watch{patience: patience, timer: time.AfterFunc(patience, func() { stop(errPatience) }), stop: stop}
}

// listen has each answer of a client give the collector its time again. A denial
// is an answer too; to be refused for too many calls, or to fail, is none.
func (w *watch) listen(stack *middleware.Stack) error {
	hear := middleware.InitializeMiddlewareFunc("spof:listen", func(
		ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler,
	) (middleware.InitializeOutput, middleware.Metadata, error) {
		out, meta, err := next.HandleInitialize(ctx, in)
		if err == nil || isDenial(statusOf(err), codeOf(err)) {
			w.heard.Store(true)
			w.timer.Reset(w.patience)
		}
		return out, meta, err //nolint:wrapcheck // it is handed on
	})
	return stack.Initialize.Add(hear, middleware.Before) //nolint:wrapcheck // of the SDK
}

func (w *watch) end() {
	w.timer.Stop()
	w.stop(nil)
}
