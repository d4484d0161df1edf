package live

import (
	"context"

	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// plainHost has calls go to the host of the endpoint as it was given. Some
// services put a word before the host: what is no host of AWS has no such other
// one.
func plainHost(stack *middleware.Stack) error {
	plain := middleware.InitializeMiddlewareFunc("spof:plainHost", func(
		ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler,
	) (middleware.InitializeOutput, middleware.Metadata, error) {
		return next.HandleInitialize(smithyhttp.DisableEndpointHostPrefix(ctx, true), in)
	})
	return stack.Initialize.Add(plain, middleware.Before) //nolint:wrapcheck // of the SDK
}
