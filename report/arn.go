package report

import (
	"regexp"
	"strings"
)

// anARN matches an ARN in a sentence, and the part of what it names that may
// follow it.
var anARN = regexp.MustCompile("arn:aws[a-z-]*:[^\\s\"'`,;()→#]*[^\\s\"'`,;()→#.:]")

// inARNs replaces each ARN in a text.
func inARNs(text string, by func(arn string) string) string {
	if !strings.Contains(text, "arn:aws") {
		return text
	}
	return anARN.ReplaceAllStringFunc(text, by)
}

// An arn is an ARN in its parts.
type arn struct{ whole, service, region, account, resource string }

func parseARN(s string) (a arn, ok bool) {
	const parts = 6
	p := strings.SplitN(s, ":", parts)
	if len(p) < parts || p[0] != "arn" || p[5] == "" {
		return arn{}, false
	}
	return arn{whole: s, service: p[2], region: p[3], account: p[4], resource: p[5]}, true
}

// ShortNames returns what people may call the resource of an ARN, the shortest
// first: what stands at its end, without numbers that tell nothing, then with its
// region, its service and its account, and at last with the numbers. Tag is the name that people gave it. It
// returns none of what is no ARN.
func ShortNames(address, tag string) []string {
	a, ok := parseARN(address)
	if !ok {
		return nil
	}
	tail := a.tail()
	name := tail
	if tag != "" && a.isNumbered(lastOf(tail)) {
		name += ` "` + tag + `"`
	}
	region := strings.Trim(a.region+", "+a.account, ", ")
	out := []string{name}
	if a.region != "" {
		out = append(out, name+" ("+a.region+")")
	}
	return append(out, a.service+" "+name+" ("+region+")", a.service+" "+a.resource+" ("+region+")")
}

// isNumbered reports whether a name is one that AWS gave: of APIs, any but that of
// a domain.
func (a arn) isNumbered(name string) bool {
	return isNumber(name) || a.service == "apigateway" && !strings.Contains(name, ".")
}

// tail is what an ARN ends with, as far as that says anything: db:orders,
// loadbalancer/app/shop, subnet-0123. What has no type has that of its service.
func (a arn) tail() string {
	resource := strings.TrimPrefix(a.resource, "/")
	if _, group, ok := strings.Cut(resource, ":autoScalingGroupName/"); ok {
		return "autoScalingGroup/" + group
	}
	at := strings.LastIndexAny(resource, ":/")
	switch last := resource[at+1:]; {
	case at < 0:
		return a.service + ":" + resource
	case prefixedNumber.MatchString(last):
		return last
	case isNumber(last) && strings.ContainsAny(resource[:at], ":/"):
		return resource[:at]
	}
	return resource
}

func lastOf(name string) string { return name[strings.LastIndexAny(name, ":/")+1:] }

// isNumber reports whether a name was given by AWS, and tells people nothing.
func isNumber(name string) bool {
	return prefixedNumber.MatchString(name) || plainNumber.MatchString(name)
}

var (
	prefixedNumber = regexp.MustCompile(`^[a-z]+-[0-9a-f]{8,17}$`)
	plainNumber    = regexp.MustCompile(`^([0-9a-f]{16,}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[A-Z0-9]{13,})$`)
)
