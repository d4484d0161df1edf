package live_test

import (
	"bytes"
	"cmp"
	"os"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"spof/internal/terraform"
	"spof/providers/aws/live"
)

func TestProbe(t *testing.T) {
	url := os.Getenv("MOTO")
	if url == "" {
		url = terraform.Emulator(t, "moto_server")
	}
	cfg := aws.Config{Region: "us-east-1", BaseEndpoint: &url, Credentials: credentials.NewStaticCredentialsProvider("test", "test", "")}
	inv, err := live.Read(t.Context(), live.Options{Config: cfg, Regions: []string{cmp.Or(os.Getenv("REGION"), "us-east-1")}})
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range inv.Gaps {
		t.Log(g)
	}
	var out bytes.Buffer
	if err := inv.WriteJSON(&out); err != nil {
		t.Fatal(err)
	}
	t.Log(out.String())
}
