package terraform

import (
	"context"
	"net"
	"os/exec"
	"testing"
	"time"
)

// Emulator starts moto_server, in which there is nothing yet, and returns its
// address. It ends with the test.
func Emulator(t *testing.T, server string) string {
	t.Helper()
	address := free(t)
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	cmd := exec.CommandContext(ctx, server, "-H", host, "-p", port)
	if err := cmd.Start(); err != nil {
		stop()
		t.Fatalf("start the emulator of AWS: %v", err)
	}
	t.Cleanup(func() {
		stop()
		_ = cmd.Wait()
	})
	for range 300 {
		if conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", address); err == nil {
			if err := conn.Close(); err != nil {
				t.Fatal(err)
			}
			return "http://" + address
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("%s does not answer at %s", server, address)
	return ""
}

// free returns an address of this machine that nothing listens on.
func free(t *testing.T) string {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}()
	return l.Addr().String()
}
