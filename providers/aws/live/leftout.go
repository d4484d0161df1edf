package live

import "github.com/aws/smithy-go"

// A selfExplaining error says itself why it came about, and what to do about it.
type selfExplaining interface {
	error
	explain() failure
}

// A leftOutError says what an answer leaves out.
type leftOutError failure

func (e leftOutError) Error() string { return e.why }

func (e leftOutError) explain() failure { return failure(e) }

// leftOut is the error of an operation that answered, and left out what it was
// asked for.
func leftOut(service, operation string, f failure) error {
	return &smithy.OperationError{ServiceID: service, OperationName: operation, Err: leftOutError(f)}
}
