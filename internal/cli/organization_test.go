package cli_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/organizations"
	"github.com/aws/aws-sdk-go-v2/service/organizations/types"

	"spof/internal/cli"
	"spof/internal/terraform"
)

// TestOrganization reads the accounts of an organization: that of the
// credentials with them, the others through a role. An account whose role is
// denied is a gap; where each is denied, nothing was read.
func TestOrganization(t *testing.T) {
	emulator := terraform.Emulator(t, terraform.Server(t))
	t.Setenv("AWS_ACCESS_KEY_ID", "test")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "test")
	t.Setenv("AWS_MAX_ATTEMPTS", "3")
	shop, bank := found(t, emulator)
	members := []string{"account 123456789012 (master)", "account " + shop + " (shop)", "account " + bank + " (bank)"}
	noRoles, noList := denying(t, emulator, "role%2Fspof"), denying(t, emulator, "ListAccounts")
	for _, c := range []struct {
		name     string
		endpoint string
		flags    string
		code     int
		stdout   []string
		stderr   string
	}{
		{"each account", emulator, "--progress", 0, members, "spof: 0 of 3 accounts, 1 of "},
		{"together", emulator, "--together", 0, []string{strings.Join(members[:2], " in us-east-1, "), ": 30 resources, 0"}, ""},
		{"two denied", noRoles, "", 0, []string{"all that there is in " + members[1], "all that there is in " + members[2], "sts:AssumeRole was denied (AccessDenied)"}, ""},
		{"two denied, strictly", noRoles, "--strict", 3, members[1:], ""},
		{"the list denied", noList, "", 3, nil, "spof: read the organization: list the accounts of the organization: organizations:ListAccounts was denied"},
	} {
		args := append(strings.Fields("audit --aws --region us-east-1 --organization spof --endpoint-url "+c.endpoint), strings.Fields(c.flags)...)
		code, stdout, stderr := run(t, cli.Command{}, args...)
		stdout = strings.Join(strings.Fields(stdout), " ")
		if code != c.code || !strings.HasPrefix(stderr, c.stderr) || (c.stderr == "") != (stderr == "") || (len(c.stdout) == 0) != (stdout == "") {
			t.Errorf("%s: exits %d and says %s\n%s", c.name, code, stdout, stderr)
		}
		for _, want := range c.stdout {
			if !strings.Contains(stdout, want) {
				t.Errorf("%s: %q is not in %s", c.name, want, stdout)
			}
		}
	}
}

// found founds an organization of three accounts, of which two are made.
func found(t *testing.T, emulator string) (shop, bank string) {
	t.Helper()
	api := organizations.NewFromConfig(aws.Config{
		Region: "us-east-1", BaseEndpoint: &emulator, Credentials: credentials.NewStaticCredentialsProvider("test", "test", ""),
	})
	if _, err := api.CreateOrganization(t.Context(), &organizations.CreateOrganizationInput{FeatureSet: types.OrganizationFeatureSetAll}); err != nil {
		t.Fatal(err)
	}
	made := func(name string) string {
		out, err := api.CreateAccount(t.Context(), &organizations.CreateAccountInput{AccountName: &name, Email: aws.String(name + "@example.com")})
		if err != nil {
			t.Fatal(err)
		}
		return *out.CreateAccountStatus.AccountId
	}
	return made("shop"), made("bank")
}

// denying stands before an emulator, and denies what has one of the words in
// its head or its body.
func denying(t *testing.T, emulator string, words ...string) string {
	t.Helper()
	to, err := url.Parse(emulator)
	if err != nil {
		t.Fatal(err)
	}
	pass := httputil.NewSingleHostReverseProxy(to)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		for _, word := range words {
			if strings.Contains(string(body)+r.Header.Get("X-Amz-Target"), word) {
				w.WriteHeader(http.StatusForbidden)
				w.Header().Set("X-Amzn-Errortype", "AccessDenied")
				_, _ = io.WriteString(w, `<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>`)
				return
			}
		}
		pass.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL
}
