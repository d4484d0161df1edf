package live

import (
	"errors"
	"strings"

	"github.com/aws/smithy-go"
)

// prefixes are what IAM calls the services whose name in the SDK, in lower case
// and without spaces, is not that.
var prefixes = map[string]string{
	"apigatewayv2":            "apigateway",
	"cognitoidentityprovider": "cognito-idp",
	"elasticloadbalancingv2":  "elasticloadbalancing",
	"cloudwatchlogs":          "logs",
	"directoryservice":        "ds",
	"efs":                     "elasticfilesystem",
	"emr":                     "elasticmapreduce",
	"mwaa":                    "airflow",
	"networkfirewall":         "network-firewall",
	"sfn":                     "states",
	"opensearch":              "es",
	"applicationautoscaling":  "application-autoscaling",
}

// Action returns what IAM calls an operation of the SDK.
func Action(service, operation string) string {
	service = strings.ToLower(strings.ReplaceAll(service, " ", ""))
	if named, ok := renamed[service+":"+operation]; ok {
		return named
	}
	if prefix, ok := prefixes[service]; ok {
		service = prefix
	}
	if service == "apigateway" && strings.HasPrefix(operation, "Get") {
		return gatewayGet
	}
	return service + ":" + operation
}

// renamed are the operations whose action has another name.
var renamed = map[string]string{
	"s3:GetBucketReplication": "s3:GetReplicationConfiguration",
	"s3:ListBuckets":          "s3:ListAllMyBuckets",
}

// actionOf returns the action that failed, "" where an error does not tell: the
// innermost, for a call may have failed by how its credentials are found. What a
// server is asked of itself is no action.
func actionOf(err error) string {
	action := ""
	for {
		op, ok := errors.AsType[*smithy.OperationError](err)
		if !ok || op.ServiceID == "ec2imds" {
			return action
		}
		action, err = Action(op.ServiceID, op.OperationName), op.Err
	}
}
