package aws

import (
	"slices"
	"strconv"
	"strings"

	"spof/estate"
	"spof/inventory"
)

// endpointService is the service of AWS by which a type is reached, as the name
// of a VPC endpoint ends in it.
var endpointService = map[string]string{
	"aws_kms_key": "kms", "aws_sqs_queue": "sqs", "aws_sns_topic": "sns", "aws_kinesis_stream": "kinesis-streams",
	"aws_secretsmanager_secret": "secretsmanager", "aws_ssm_parameter": "ssm", "aws_ecr_repository": "ecr.dkr",
	"aws_dynamodb_table": "dynamodb", "aws_s3_bucket": "s3",
}

// endpoints makes the VPC endpoints. A gateway endpoint is part of the network
// and never fails; an interface endpoint has a node in the zone of each of its
// subnets.
// See https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html.
func (m *model) endpoints() {
	for _, r := range m.types["aws_vpc_endpoint"] {
		b := attrs(r)
		kind := b.text("vpc_endpoint_type", "Gateway")
		if kind.Or("Interface") == "Gateway" {
			continue
		}
		seats, in, open := m.endpointSeats(b)
		tenants(in)
		e := m.whole(r, estate.Endpoint)
		need := estate.Need{Quorum: 1, Why: "answers in", Origin: b.at("subnet_ids"), Open: open}
		for i, s := range seats {
			node := m.part(e, "node "+strconv.Itoa(i+1))
			node.Fails = estate.FailsAlone
			node.Placement = m.placement(regionName(r), []seat{s}, s.origin)
			need.Members = append(need.Members, estate.Member{Address: node.Address})
		}
		need.Open = need.Open || len(seats) == 0
		e.Needs = append(e.Needs, need)
	}
}

// endpointSeats returns where the nodes of an endpoint are.
func (m *model) endpointSeats(b block) (seats []seat, in []*subnet, open bool) {
	seats, in, open = m.seatsIn(b, "subnet_ids")
	for _, a := range m.types["aws_vpc_endpoint_subnet_association"] {
		ab := attrs(a)
		if m.resource(ab, "vpc_endpoint_id", "aws_vpc_endpoint") != b.r {
			continue
		}
		s, sn := m.seatOfSubnet(ab)
		seats = append(seats, s)
		if sn != nil {
			in = append(in, sn)
		}
	}
	return seats, in, open
}

// throughEndpoint makes the need of the interface endpoint through which a
// consumer reaches what it needs, where its network has one.
func (m *model) throughEndpoint(c *consumer, r *inventory.Resource, n estate.Need) []estate.Need {
	for _, address := range m.endpointsFor(c.networks, endpointService[r.Type]) {
		if m.made[address] == nil {
			continue
		}
		through := estate.On(address, "reaches "+r.Address+" through", n.Origin)
		through.Strength = n.Strength
		return []estate.Need{through}
	}
	return nil
}

// endpointsFor returns the addresses of the endpoints of a service in networks.
func (m *model) endpointsFor(networks []string, service string) []string {
	var out []string
	if service == "" {
		return nil
	}
	for _, r := range m.types["aws_vpc_endpoint"] {
		b := attrs(r)
		if slices.Contains(networks, b.text("vpc_id", "").Or("")) && strings.HasSuffix(b.text("service_name", "").Or(""), "."+service) {
			out = append(out, r.Address)
		}
	}
	return out
}
