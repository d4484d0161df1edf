package live

import (
	"context"
	"errors"
	"path"
	"reflect"
	"strings"

	"github.com/aws/smithy-go"
)

// A Pager is a paginator of the SDK: of operations with options O, which answer
// with pages of type P.
type Pager[P, O any] interface {
	HasMorePages() bool
	NextPage(ctx context.Context, options ...func(*O)) (*P, error)
}

var errEndless = errors.New("its pages lead in a circle, so that the list has no end")

// Pages takes each page of a list. What a page tells stays told when a later
// one fails.
func Pages[P, O any](ctx context.Context, pager Pager[P, O], take func(*P)) error {
	seen := map[string]bool{}
	for pager.HasMorePages() {
		page, err := pager.NextPage(ctx)
		if err != nil {
			return err //nolint:wrapcheck // it names the service and the operation
		}
		take(page)
		next := nextOf(page)
		if next != "" && seen[next] {
			return endless(page)
		}
		seen[next] = true
	}
	return nil
}

// nextOf returns what a page says leads to the next one, "" where it does not
// say that in one of the usual words.
func nextOf(page any) string {
	v := reflect.Indirect(reflect.ValueOf(page))
	if list := v.FieldByName("DistributionList"); list.IsValid() && !list.IsNil() { // CloudFront says it below
		v = list.Elem()
	}
	for _, name := range []string{"NextToken", "NextPageToken", "NextMarker", "Marker", "Position", "ContinuationToken", "LastEvaluatedTableName"} {
		if f := v.FieldByName(name); f.IsValid() && f.Kind() == reflect.Pointer && !f.IsNil() && f.Elem().Kind() == reflect.String {
			return f.Elem().String()
		}
	}
	return ""
}

// endless is the error of the operation that answered with a page.
func endless(page any) error {
	t := reflect.Indirect(reflect.ValueOf(page)).Type()
	return &smithy.OperationError{
		ServiceID: path.Base(t.PkgPath()), OperationName: strings.TrimSuffix(t.Name(), "Output"), Err: errEndless,
	}
}

// A listing is a [Pager] of an operation for which the SDK has none.
type listing[P, O any] struct {
	ask   func(ctx context.Context, token *string, options ...func(*O)) (*P, error)
	next  string
	begun bool
}

// Listing makes a [Pager] of what asks for the page that a token leads to, nil
// for the first.
func Listing[P, O any](ask func(ctx context.Context, token *string, options ...func(*O)) (*P, error)) Pager[P, O] {
	return &listing[P, O]{ask: ask}
}

func (l *listing[P, O]) HasMorePages() bool { return !l.begun || l.next != "" }

func (l *listing[P, O]) NextPage(ctx context.Context, options ...func(*O)) (*P, error) {
	var token *string
	if l.begun {
		token = &l.next
	}
	page, err := l.ask(ctx, token, options...)
	if err != nil {
		return nil, err
	}
	l.begun, l.next = true, nextOf(page)
	return page, nil
}
