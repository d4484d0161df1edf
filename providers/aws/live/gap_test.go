package live_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"spof/providers/aws/live"
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

// TestWhatToDoAboutADenial requires that nobody is told to allow what no
// permission helps.
func TestWhatToDoAboutADenial(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"AccessDenied":                "allow it; `spof iam-policy` prints all that reading needs",
		"ExpiredToken":                "log in again: the credentials have expired",
		"UnrecognizedClientException": "look whether the credentials are valid, and whether the account has enabled the region",
	} {
		f := emptyRDS()
		f["RDS DescribeDBProxies"] = func(string, any) (any, error) { return nil, &smithy.GenericAPIError{Code: code} }
		if inv := readFake(t, f, collector(t, "rds")); len(inv.Gaps) != 1 || inv.Gaps[0].Advice != want {
			t.Errorf("%s: gaps %v, want %q", code, inv.Gaps, want)
		}
	}
}

// TestAnAccountThatTellsNothing requires that it is an error, and no account
// in which nothing is found.
func TestAnAccountThatTellsNothing(t *testing.T) {
	t.Parallel()
	f := fake{}
	for _, name := range []string{"SQS ListQueues", "SNS ListTopics"} {
		service, operation, _ := strings.Cut(name, " ")
		f[name] = func(string, any) (any, error) {
			return nil, &smithy.OperationError{ServiceID: service, OperationName: operation, Err: &smithy.GenericAPIError{Code: "AccessDenied"}}
		}
	}
	opts := live.Options{Config: f.config(), Regions: []string{"eu-west-1"}, Collectors: []live.Collector{collector(t, "sns"), collector(t, "sqs")}}
	const want = "sns:ListTopics in eu-west-1: it was denied (AccessDenied), and nothing else was told; allow it; `spof iam-policy` prints all that reading needs"
	if _, err := live.Read(t.Context(), opts); err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
	f["SQS ListQueues"] = answer(&sqs.ListQueuesOutput{})
	if inv, err := live.Read(t.Context(), opts); err != nil || len(inv.Gaps) != 1 {
		t.Errorf("error %v, gaps %v: an account in which there is nothing says so", err, inv.Gaps)
	}
}
