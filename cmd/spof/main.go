// Spof finds what takes an AWS estate down by its loss alone.
package main

import (
	"context"
	"os"
	"os/signal"

	"spof/internal/cli"
)

func main() { os.Exit(run()) }

func run() int {
	tuneMemory()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	dir, _ := os.Getwd()
	c := cli.Command{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Env: os.LookupEnv, Dir: dir}
	return c.Main(ctx, os.Args[1:])
}
