package tfstate_test

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"spof/estate"
	"spof/inventory"
	"spof/parsers/tfstate"
	"spof/providers/aws/schema"
)

func read(t *testing.T, state string) *inventory.Inventory {
	t.Helper()
	inv, err := tfstate.Read(strings.NewReader(state), tfstate.Options{Name: "s.tfstate", Provider: schema.New()})
	if err != nil {
		t.Fatal(err)
	}
	return inv
}

func readFile(t *testing.T, name string) *inventory.Inventory {
	t.Helper()
	src, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return read(t, string(src))
}

// stored is a state of version 4 with these resources.
func stored(resources ...string) string {
	return `{"version":4,"terraform_version":"1.11.0","serial":1,"lineage":"x","outputs":{},
"resources":[` + strings.Join(resources, ",\n") + `],"check_results":null}`
}

// block is a resource of such a state; one instance for each of the attributes.
func block(head string, instances ...string) string {
	return `{` + head + `,"provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[` + strings.Join(instances, ",") + `]}`
}

func addresses(inv *inventory.Inventory) []string {
	var out []string
	for _, r := range inv.Resources {
		out = append(out, r.Address)
	}
	return out
}

func find(t *testing.T, inv *inventory.Inventory, address string) *inventory.Resource {
	t.Helper()
	i := slices.IndexFunc(inv.Resources, func(r *inventory.Resource) bool { return r.Address == address })
	if i < 0 {
		t.Fatalf("there is no %s among %q", address, addresses(inv))
	}
	return inv.Resources[i]
}

func TestBothFormsHoldTheSame(t *testing.T) {
	t.Parallel()
	raw, shown := readFile(t, "made.tfstate"), readFile(t, "made.show.json")
	if diff := cmp.Diff(addresses(shown), addresses(raw)); diff != "" {
		t.Errorf("addresses (-shown +stored):\n%s", diff)
	}
	if len(raw.Resources) != 16 || raw.Declared != 7 || shown.Declared != 7 {
		t.Errorf("%d resources of %d and %d blocks, want 16 of 7", len(raw.Resources), raw.Declared, shown.Declared)
	}
	for i, r := range raw.Resources {
		if other := shown.Resources[i]; r.Mode != other.Mode || r.Type != other.Type || r.Provider != other.Provider {
			t.Errorf("%s: %s %s of %s, and %s %s of %s", r.Address, r.Mode, r.Type, r.Provider, other.Mode, other.Type, other.Provider)
		}
	}
}

func TestWhatIsSensitiveIsNotPrinted(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"made.tfstate", "made.show.json"} {
		out := printed(t, readFile(t, name))
		if strings.Contains(out, "hidden") || strings.Contains(out, `"all"`) {
			t.Errorf("what is sensitive in %s is printed:\n%s", name, out)
		}
	}
}

func printed(t *testing.T, inv *inventory.Inventory) string {
	t.Helper()
	var out bytes.Buffer
	if err := inv.WriteJSON(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestReadStored(t *testing.T) {
	t.Parallel()
	inv := read(t, stored(
		block(`"mode":"managed","type":"aws_subnet","name":"a","each":"list"`,
			`{"index_key":1,"attributes":{"id":"subnet-1","arn":"arn:aws:ec2:eu-west-1:1:subnet/subnet-1","tags":{"Name":"x"},"ipv6_cidr_block":null}}`,
			`{"index_key":0,"status":"tainted","attributes":{"id":"subnet-0","availability_zone":"eu-west-1a"}}`,
			`{"index_key":0,"deposed":"0123abcd","attributes":{"id":"subnet-old"}}`),
		`{"instances":[{"attributes":{"password":"p","username":"u","engine":"mysql"},
			"sensitive_attributes":[[{"type":"get_attr","value":"username"}]]}],
		 "provider":"module.db[\"x\"].provider[\"registry.terraform.io/hashicorp/aws\"].dr",
		 "name":"this","type":"aws_db_instance","mode":"managed","module":"module.db[\"x\"]"}`,
		block(`"mode":"data","type":"aws_region","name":"here"`, `{"attributes":{"name":"us-east-1"}}`),
	))
	want := []string{"aws_subnet.a[0]", "aws_subnet.a[1]", "data.aws_region.here", `module.db["x"].aws_db_instance.this`}
	if diff := cmp.Diff(want, addresses(inv)); diff != "" {
		t.Fatal(diff)
	}
	if inv.Declared != 3 || len(inv.Gaps) != 0 || inv.Identities != nil {
		t.Errorf("%d blocks, gaps %v, identities %v", inv.Declared, inv.Gaps, inv.Identities)
	}
	first := find(t, inv, "aws_subnet.a[1]")
	wantValues := cty.ObjectVal(map[string]cty.Value{
		"id": cty.StringVal("subnet-1"), "arn": cty.StringVal("arn:aws:ec2:eu-west-1:1:subnet/subnet-1"),
		"tags": cty.ObjectVal(map[string]cty.Value{"Name": cty.StringVal("x")}),
	})
	if !first.Values.RawEquals(wantValues) {
		t.Errorf("values %#v", first.Values)
	}
	if got := first.Origin.String(); got != "s.tfstate:2" {
		t.Errorf("it stands in %s", got)
	}
	db := find(t, inv, `module.db["x"].aws_db_instance.this`)
	if db.Provider != "registry.terraform.io/hashicorp/aws.dr" {
		t.Errorf("provider %s", db.Provider)
	}
	for name, secret := range map[string]bool{"password": true, "username": true, "engine": false} {
		if got := db.Values.GetAttr(name).HasMark(inventory.Sensitive); got != secret {
			t.Errorf("%s is sensitive: %v, want %v", name, got, secret)
		}
	}
}

func TestRegions(t *testing.T) {
	t.Parallel()
	const aws = `"provider":"provider[\"registry.terraform.io/hashicorp/aws\"]`
	of := func(alias, name, attributes string) string {
		return `{"mode":"managed","type":"aws_route","name":"` + name + `",` + aws + alias + `","instances":[{"attributes":{` + attributes + `}}]}`
	}
	inv := read(t, stored(
		of("", "told", `"arn":"arn:aws:ec2:eu-west-1:1:x"`), of("", "untold", `"id":"x"`),
		of(".dr", "dr_told", `"region":"eu-central-1"`), of(".dr", "dr_untold", `"id":"x"`),
		of(".two", "two_a", `"region":"eu-west-1"`), of(".two", "two_b", `"region":"eu-west-2"`), of(".two", "two_untold", `"id":"x"`),
		of(".none", "none", `"id":"x"`),
	))
	for name, want := range map[string]string{
		"told": "eu-west-1", "untold": "eu-west-1", "dr_told": "eu-central-1", "dr_untold": "eu-central-1",
		"two_a": "eu-west-1", "two_untold": "", "none": "",
	} {
		region := find(t, inv, "aws_route."+name).Region
		if got := region.Or(""); got != want || region.Assumed() {
			t.Errorf("%s stands in %q, assumed %v, want %q", name, got, region.Assumed(), want)
		}
	}
	settles := find(t, inv, "aws_route.none").Region.SettledBy()
	if diff := cmp.Diff([]string{`the region of provider["registry.terraform.io/hashicorp/aws"].none`}, settles); diff != "" {
		t.Error(diff)
	}
}

func TestShownRegionsAreAssumed(t *testing.T) {
	t.Parallel()
	one := func(name, values string) string {
		return `{"address":"aws_route.` + name + `","mode":"managed","type":"aws_route","name":"` + name +
			`","provider_name":"registry.terraform.io/hashicorp/aws","values":{` + values + `}}`
	}
	inv := read(t, `{"format_version":"1.0","terraform_version":"1.11.0","values":{"root_module":{"resources":[`+
		one("told", `"region":"eu-west-1"`)+","+one("untold", `"id":"x"`)+`]}}}`)
	region := find(t, inv, "aws_route.untold").Region
	if region.Or("") != "eu-west-1" || !region.Assumed() {
		t.Errorf("region %q, assumed %v", region.Or(""), region.Assumed())
	}
	if find(t, inv, "aws_route.told").Region.Assumed() {
		t.Error("a region that is written is assumed")
	}
}

func TestWhatIsNotAWSIsHidden(t *testing.T) {
	t.Parallel()
	inv := read(t, stored(`{"mode":"managed","type":"vault_token","name":"x","provider":"provider[\"x.org/a/vault\"]",
		"instances":[{"attributes":{"token":"s3cret","nested":[{"token":"s3cret"}]}}]}`,
		`{"mode":"data","type":"terraform_remote_state","name":"x","provider":"provider[\"terraform.io/builtin/terraform\"]",
		"instances":[{"attributes":{"backend":"s3","outputs":{"value":{"password":"s3cret"},"type":["object",{"password":"string"}]}}}]}`))
	if out := printed(t, inv); strings.Contains(out, "s3cret") || strings.Contains(out, `"s3"`) {
		t.Errorf("printed:\n%s", out)
	}
}

func TestGaps(t *testing.T) {
	t.Parallel()
	subnet := `"mode":"managed","type":"aws_subnet","name":"a"`
	for name, c := range map[string]struct {
		state string
		want  estate.Gap
	}{
		"address twice": {
			stored(block(subnet, `{"attributes":{"id":"1"}}`, `{"attributes":{"id":"2"}}`)),
			estate.Gap{
				What: "1 more of aws_subnet.a", Why: "an address stands for one object, and the state has several that are not deposed",
				Advice: "the first is judged", Unsettles: []string{"aws_subnet.a"},
			},
		},
		"flat attributes": {
			stored(block(subnet, `{"attributes_flat":{"id":"1"}}`)),
			estate.Gap{
				What: "the attributes of aws_subnet.a", Why: "they are in the form of Terraform 0.11",
				Advice: "terraform apply -refresh-only writes them anew", Unsettles: []string{"aws_subnet.a"},
			},
		},
		"another mode": {
			stored(block(`"mode":"ephemeral","type":"aws_subnet","name":"a"`, `{"attributes":{"id":"1"}}`)),
			estate.Gap{What: "aws_subnet.a", Why: `its mode is "ephemeral", and neither managed nor data`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			gaps := read(t, c.state).Gaps
			if len(gaps) != 1 {
				t.Fatalf("gaps %v, want one", gaps)
			}
			if gaps[0].Origin.String() != "s.tfstate:2" {
				t.Errorf("it stands in %s", gaps[0].Origin)
			}
			gaps[0].Origin = estate.Origin{}
			if diff := cmp.Diff(c.want, gaps[0]); diff != "" {
				t.Error(diff)
			}
		})
	}
}
