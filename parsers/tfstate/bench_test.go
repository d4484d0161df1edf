package tfstate_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"spof/parsers/tfstate"
	"spof/providers/aws/schema"
)

// large is a state of n servers, as Terraform would store it.
func large(n int) string {
	resources := make([]string, n)
	for i := range resources {
		resources[i] = block(fmt.Sprintf(`"mode":"managed","type":"aws_instance","name":"web_%d"`, i), fmt.Sprintf(`{"schema_version":1,"attributes":{
  "id":"i-%017x","arn":"arn:aws:ec2:eu-west-1:123456789012:instance/i-%017x","ami":"ami-0123456789abcdef0","instance_type":"t3.micro",
  "availability_zone":"eu-west-1a","subnet_id":"subnet-%017x","vpc_security_group_ids":["sg-%017x","sg-%017x"],"user_data":null,"key_name":"",
  "private_ip":"10.0.0.1","public_ip":"","monitoring":false,"ebs_optimized":false,"tags":{"Name":"web-%d"},"tags_all":{"Name":"web-%d"},
  "root_block_device":[{"device_name":"/dev/xvda","volume_size":8,"volume_type":"gp3","encrypted":true,"iops":3000,"kms_key_id":""}],
  "metadata_options":[{"http_endpoint":"enabled","http_put_response_hop_limit":1,"http_tokens":"required"}],"network_interface":[]},
  "sensitive_attributes":[],"private":"eyJzY2hlbWFfdmVyc2lvbiI6IjEifQ=="}`, i, i, i/100, i/100, i/200, i, i))
	}
	return stored(resources...)
}

func BenchmarkRead(b *testing.B) {
	state := large(10_000)
	b.SetBytes(int64(len(state)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := tfstate.Read(strings.NewReader(state), tfstate.Options{Provider: schema.New()}); err != nil {
			b.Fatal(err)
		}
	}
}

// TestWhatALargeStateTakes holds the memory of an inventory against the size of
// its state: what is alike in resources is kept once.
func TestWhatALargeStateTakes(t *testing.T) { //nolint:paralleltest // what others allocate would count
	state := large(5_000)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	inv, err := tfstate.Read(strings.NewReader(state), tfstate.Options{Provider: schema.New()})
	if err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	took, size := after.HeapAlloc-min(before.HeapAlloc, after.HeapAlloc), uint64(len(state))
	if took > 5*size {
		t.Errorf("a state of %d bytes takes %d, more than five times its size", size, took)
	}
	runtime.KeepAlive(inv)
	runtime.KeepAlive(state)
}
