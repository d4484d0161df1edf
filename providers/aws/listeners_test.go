package aws_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPartCountsTheRulesThatLeadToOneGroup(t *testing.T) {
	t.Parallel()
	e := mean(t, `
resource "aws_lb" "main" {
  subnets = ["subnet-1", "subnet-2"]
}

resource "aws_lb_target_group" "web" {
  for_each = toset(["shop", "admin"])
}

resource "aws_lb_listener" "main" {
  load_balancer_arn = aws_lb.main.arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web["shop"].arn
  }
}

resource "aws_lb_listener_rule" "main" {
  for_each = { a = "shop", b = "shop", c = "admin" }

  listener_arn = aws_lb_listener.main.arn

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web[each.value].arn
  }
}
`)
	var got []string
	for _, n := range e.Find("aws_lb.main#node in another zone").Needs {
		for _, m := range n.Members {
			got = append(got, m.Address+": "+m.Part)
		}
	}
	want := []string{
		`aws_lb_target_group.web["shop"]: the default action of aws_lb_listener.main and 2 more`,
		`aws_lb_target_group.web["admin"]: the rule aws_lb_listener_rule.main["c"]`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
