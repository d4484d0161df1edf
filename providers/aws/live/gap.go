package live

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws/ratelimit"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"

	"spof/estate"
)

// A failure is why a call did not answer, and what to do about it.
type failure struct{ why, advice string }

// gap says that a call failed. Of what ended before its end, or was not reached
// at all, it says so for the service, and not for each call.
func (c *Call) gap(ctx context.Context, err error) estate.Gap {
	f := explain(ctx, err)
	g := estate.Gap{
		What: c.service + " in " + c.Region + " of account " + c.Account, Why: f.why, Advice: f.advice,
		Asked: estate.Asked{Service: c.service, Region: c.Region, Account: c.Account},
	}
	if ctx.Err() == nil && err != c.beyond { //nolint:errorlint // it is that very error
		g.Origin.API = actionOf(err)
	}
	return g
}

// failed is the error of a call without which nothing can be read.
func failed(ctx context.Context, purpose string, err error) error {
	f := explain(ctx, err)
	return fmt.Errorf("%s: %s %s; %s", purpose, actionOf(err), strings.TrimPrefix(f.why, "it "), f.advice)
}

// A bugError is a panic of a collector.
type bugError struct{ panicked any }

func (e bugError) Error() string { return fmt.Sprintf("a bug in spof: %v", e.panicked) }

func (e bugError) explain() failure {
	return failure{"it was not read to its end for " + e.Error(), "report it"}
}

// explain says why an action failed.
func explain(ctx context.Context, err error) failure {
	if ctx.Err() != nil {
		return ended(ctx)
	}
	if own, ok := errors.AsType[selfExplaining](err); ok {
		return own.explain()
	}
	code, status := codeOf(err), statusOf(err)
	switch {
	case isTimeout(err):
		return failure{"it did not answer in time", "read again, and look at the network between here and AWS"}
	case isThrottle(err, code):
		return failure{"it was refused for too many calls" + quoted(code), "read again when others ask less, or fewer regions at once"}
	case isAbsent(err, code):
		return failure{"it is not offered here" + quoted(code), "leave the region out, or look at how names are resolved"}
	case isDenial(status, code):
		return failure{"it was denied" + quoted(code), allowing(code, actionOf(err))}
	case errors.Is(err, errEndless):
		return failure{"it was not read to its end: " + errEndless.Error(), "read again"}
	case isGarbled(err):
		return failure{"it answered what is no answer of AWS" + statusText(status), "look at what stands between here and AWS, such as a proxy"}
	case status >= http.StatusInternalServerError:
		return failure{"it failed at AWS's side" + quoted(code) + statusText(status), "read again"}
	case status != 0:
		return failure{"it was refused" + quoted(code), "what AWS says: " + messageOf(err)}
	}
	return unanswered(err)
}

// allowing says what to do about an action that was denied. Some codes say that
// nothing is known of who asks: that no permission helps.
func allowing(code, action string) string {
	switch code {
	case "ExpiredToken", "ExpiredTokenException":
		return "log in again: the credentials have expired"
	case "InvalidClientTokenId", "UnrecognizedClientException", "AuthFailure", "SignatureDoesNotMatch":
		return "look whether the credentials are valid, and whether the account has enabled the region"
	}
	if action == "sts:AssumeRole" {
		return "look whether there is such a role, whether it trusts who reads, and whether who reads is allowed " + action
	}
	return "allow it; `spof iam-policy` prints all that reading needs"
}

// ended says why reading came to an end before all was read.
func ended(ctx context.Context) failure {
	if errors.Is(context.Cause(ctx), errPatience) {
		return failure{"it took too long, and was not read to its end", "read again, or fewer regions at once"}
	}
	return failure{"reading was stopped before its end", "read again"}
}

// unanswered says why a call that nobody answered failed.
func unanswered(err error) failure {
	if strings.Contains(err.Error(), "get credentials") {
		return failure{"it has no credentials to ask with: " + lastOf(err), "log in, or name a --profile"}
	}
	return failure{"it failed: " + lastOf(err), "look at the network between here and AWS"}
}

func quoted(code string) string {
	if code == "" {
		return ""
	}
	return " (" + code + ")"
}

func statusText(status int) string {
	if status == 0 {
		return ""
	}
	return ": " + strings.ToLower(http.StatusText(status))
}

func codeOf(err error) string {
	if api, ok := errors.AsType[smithy.APIError](err); ok && api.ErrorCode() != "UnknownError" {
		return api.ErrorCode()
	}
	return ""
}

func messageOf(err error) string {
	if api, ok := errors.AsType[smithy.APIError](err); ok {
		return api.ErrorMessage()
	}
	return lastOf(err)
}

// lastOf returns the innermost of the errors that err wraps.
func lastOf(err error) string {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	return err.Error()
}

func statusOf(err error) int {
	if answer, ok := errors.AsType[*awshttp.ResponseError](err); ok {
		return answer.HTTPStatusCode()
	}
	return 0
}

// denials are the codes that say who asks may not, whatever the status.
var denials = []string{
	"AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError", "AuthorizationErrorException",
	"Forbidden", "ForbiddenException", "NotAuthorized", "UnauthorizedException",
	"InvalidClientTokenId", "UnrecognizedClientException", "ExpiredToken", "ExpiredTokenException", "AuthFailure", "SignatureDoesNotMatch",
}

func isDenial(status int, code string) bool {
	return status == http.StatusForbidden || status == http.StatusUnauthorized || slices.Contains(denials, code)
}

func isThrottle(err error, code string) bool {
	if _, known := retry.DefaultThrottleErrorCodes[code]; known {
		return true
	}
	_, emptied := errors.AsType[ratelimit.QuotaExceededError](err)
	return emptied || statusOf(err) == http.StatusTooManyRequests
}

// isNameless reports whether what was asked has no address.
func isNameless(err error) bool {
	dns, ok := errors.AsType[*net.DNSError](err)
	return ok && dns.IsNotFound
}

// isAbsent reports whether the service is not in the region.
func isAbsent(err error, code string) bool {
	return isNameless(err) || code == "OptInRequired" || code == "SubscriptionRequiredException" || code == "UnsupportedOperation"
}

func isTimeout(err error) bool {
	slow, ok := errors.AsType[net.Error](err)
	return ok && slow.Timeout() || errors.Is(err, context.DeadlineExceeded)
}

// isUnreachable reports whether nothing answered at all.
func isUnreachable(err error) bool {
	if statusOf(err) != 0 {
		return false
	}
	dial, ok := errors.AsType[*net.OpError](err)
	return ok && dial.Op == "dial" || isTimeout(err)
}

// isGarbled reports whether an answer was none that the service gives: what a
// proxy, or an emulator that lacks the call, says.
func isGarbled(err error) bool {
	if _, ok := errors.AsType[*smithy.DeserializationError](err); ok {
		return true
	}
	if _, ok := errors.AsType[*json.SyntaxError](err); ok {
		return true
	}
	_, ok := errors.AsType[*xml.SyntaxError](err)
	return ok || strings.Contains(err.Error(), "error while fetching xml error response code")
}
