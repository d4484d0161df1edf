// Package live reads an account of AWS as it is, into an inventory in
// Terraform's vocabulary: a database is a resource of type aws_db_instance with
// the attributes that a state would hold. What they mean is package aws's to
// say.
//
// A collector reads one service, in each region where it is. It only lists and
// describes, and each call of it is one that [Actions] names. A call that fails
// is a gap, and leaves the types that it would have told of unread: it is never
// an empty list.
//
// A service is a file: its [Collector], a narrow interface of what is asked, and
// a function for each list, which takes all pages ([Pages]) and adds what is on
// them ([Call.Add]). [Call.Try] calls such a function, and is told the types that
// are unread where it fails. Where it is only more of one resource that is asked
// for, the attributes are [Values.Unknown] and the gap is [Call.Missing].
package live
