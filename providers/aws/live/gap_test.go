package live_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"testing"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// answered is an error that came with an answer of HTTP.
func answered(status int, err error) error {
	return &awshttp.ResponseError{ResponseError: &smithyhttp.ResponseError{
		Response: &smithyhttp.Response{Response: &http.Response{StatusCode: status}}, Err: err,
	}}
}

// TestWhyACallFailed requires that a gap tells one way of failing from another.
func TestWhyACallFailed(t *testing.T) {
	t.Parallel()
	code := func(code string) error { return &smithy.GenericAPIError{Code: code, Message: "a message"} }
	for want, err := range map[string]error{
		"it was denied (UnauthorizedOperation)":                            answered(400, code("UnauthorizedOperation")),
		"it was denied":                                                    answered(403, code("UnknownError")),
		"it was denied (ExpiredToken)":                                     code("ExpiredToken"),
		"it was refused for too many calls (RequestLimitExceeded)":         answered(503, code("RequestLimitExceeded")),
		"it was refused for too many calls":                                answered(429, code("UnknownError")),
		"it failed at AWS's side (InternalFailure): internal server error": answered(500, code("InternalFailure")),
		"it answered what is no answer of AWS: internal server error":      answered(500, &smithy.DeserializationError{Err: errors.New("<")}),
		"it is not offered here":                                           &net.DNSError{IsNotFound: true},
		"it is not offered here (OptInRequired)":                           answered(401, code("OptInRequired")),
		"it was refused (InvalidParameterValue)":                           answered(400, code("InvalidParameterValue")),
		"it did not answer in time":                                        context.DeadlineExceeded,
		"it failed: connection reset":                                      errors.New("connection reset"),
	} {
		f := emptyRDS()
		f["RDS DescribeDBProxies"] = func(string, any) (any, error) { return nil, err }
		inv := readFake(t, f, collector(t, "rds"))
		if len(inv.Gaps) == 0 || inv.Gaps[0].Why != want {
			t.Errorf("gaps %v, want %q", inv.Gaps, want)
		}
		if len(inv.Unread) < 2 {
			t.Errorf("%s: unread %v", want, inv.Unread)
		}
	}
}
