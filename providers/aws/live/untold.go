package live

import "github.com/aws/smithy-go"

// A selfExplaining error says itself why it came about, and what to do about it.
type selfExplaining interface {
	error
	explain() failure
}

// An untoldError says what an answer leaves out.
type untoldError failure

func (e untoldError) Error() string { return e.why }

func (e untoldError) explain() failure { return failure(e) }

// untold is the error of an operation that answered, and left out what it was
// asked for.
func untold(service, operation string, f failure) error {
	return &smithy.OperationError{ServiceID: service, OperationName: operation, Err: untoldError(f)}
}
