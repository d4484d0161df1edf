package live

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/ecs/types"
)

// definitions reads the task definitions that services use, each once: an
// account keeps every one that it ever had.
func (r *ecsReader) definitions(ctx context.Context, c *Call) {
	users := map[string][]string{} // ARNs of services, by the name of their task definition
	for i := range r.service {
		if name := text(deployed(&r.service[i]).TaskDefinition); name != "" {
			users[name] = append(users[name], text(r.service[i].ServiceArn))
		}
	}
	Each(slices.Sorted(maps.Keys(users)), func(name string) {
		v := Values{}
		v.Text("arn", &name)
		v.Unknown("container_definitions", "volume")
		out, err := r.api.DescribeTaskDefinition(ctx, &ecs.DescribeTaskDefinitionInput{TaskDefinition: &name})
		if err == nil && out.TaskDefinition != nil {
			v = definition(out.TaskDefinition)
		}
		c.Add("aws_ecs_task_definition", name, v, "ecs:DescribeTaskDefinition")
		if err != nil {
			for _, service := range users[name] {
				c.Missing(ctx, err, service)
			}
		}
	})
}

func definition(d *types.TaskDefinition) Values {
	v := Values{}
	v.Text("id", d.Family)
	v.Text("arn", d.TaskDefinitionArn)
	v.Text("family", d.Family)
	v.Text("cpu", d.Cpu)
	v.Text("memory", d.Memory)
	if containers, err := containerText(d.ContainerDefinitions); err == nil {
		v.Secret("container_definitions", &containers)
	} else {
		v.Unknown("container_definitions")
	}
	if p := d.RuntimePlatform; p != nil {
		b := Values{}
		Word(b, "cpu_architecture", p.CpuArchitecture)
		Word(b, "operating_system_family", p.OperatingSystemFamily)
		v.Blocks("runtime_platform", b)
	}
	var volumes []Values
	for _, volume := range d.Volumes {
		b := Values{}
		b.Text("name", volume.Name)
		if e := volume.EfsVolumeConfiguration; e != nil {
			efs := Values{}
			efs.Text("file_system_id", e.FileSystemId)
			b.Blocks("efs_volume_configuration", efs)
		}
		volumes = append(volumes, b)
	}
	v.Blocks("volume", volumes...)
	return v
}

// containerText is how Terraform writes container definitions: as JSON, in the
// words of the API, without what is empty.
func containerText(list []types.ContainerDefinition) (string, error) {
	src, err := json.Marshal(list)
	if err != nil {
		return "", err //nolint:wrapcheck // it is only asked whether there is one
	}
	var plain any
	if err = json.Unmarshal(src, &plain); err != nil {
		return "", err //nolint:wrapcheck // as above
	}
	src, err = json.Marshal(lowered(plain))
	return string(src), err //nolint:wrapcheck // as above
}

// lowered returns a document without what is empty in it, and with keys that
// begin with a small letter.
func lowered(v any) any {
	switch v := v.(type) {
	case []any:
		for i, e := range v {
			v[i] = lowered(e)
		}
	case map[string]any:
		out := map[string]any{}
		for name, e := range v {
			if e != nil && e != "" {
				out[strings.ToLower(name[:1])+name[1:]] = lowered(e)
			}
		}
		return out
	}
	return v
}

// providerNames are the capacity providers that clusters and services name,
// except for those of Fargate, which are AWS's own.
func (r *ecsReader) providerNames() []string {
	named := map[string]bool{}
	for _, cluster := range r.cluster {
		for _, name := range cluster.CapacityProviders {
			named[name] = true
		}
	}
	for i := range r.service {
		for _, s := range deployed(&r.service[i]).CapacityProviderStrategy {
			named[text(s.CapacityProvider)] = true
		}
	}
	maps.DeleteFunc(named, func(name string, _ bool) bool { return strings.HasPrefix(name, "FARGATE") })
	return slices.Sorted(maps.Keys(named))
}

func (r *ecsReader) providers(ctx context.Context, c *Call) error {
	for some := range slices.Chunk(r.providerNames(), providersAtOnce) {
		in := &ecs.DescribeCapacityProvidersInput{CapacityProviders: some, Include: []types.CapacityProviderField{types.CapacityProviderFieldTags}}
		pages := Listing(func(ctx context.Context, token *string, options ...func(*ecs.Options)) (*ecs.DescribeCapacityProvidersOutput, error) {
			in.NextToken = token
			return r.api.DescribeCapacityProviders(ctx, in, options...)
		})
		err := Pages(ctx, pages, func(page *ecs.DescribeCapacityProvidersOutput) {
			for i := range page.CapacityProviders {
				addProvider(c, &page.CapacityProviders[i])
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func addProvider(c *Call, p *types.CapacityProvider) {
	if p.Status == types.CapacityProviderStatusInactive || p.Status == types.CapacityProviderStatusDeprovisioning {
		return
	}
	v := Values{}
	v.Text("id", p.CapacityProviderArn)
	v.Text("arn", p.CapacityProviderArn)
	v.Text("name", p.Name)
	if g := p.AutoScalingGroupProvider; g != nil {
		b := Values{}
		b.Text("auto_scaling_group_arn", g.AutoScalingGroupArn)
		v.Blocks("auto_scaling_group_provider", b)
	}
	v.Tags(ecsTags(p.Tags))
	c.Add("aws_ecs_capacity_provider", text(p.CapacityProviderArn), v, "ecs:DescribeCapacityProviders")
}
