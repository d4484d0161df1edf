package aws

import "spof/estate"

// mounts are the needs of the file systems that blocks mount, named by an
// attribute: by themselves, or by an access point.
func (m *model) mounts(blocks []block, name string) []estate.Need {
	var out []estate.Need
	for _, b := range blocks {
		fs := m.resource(b, name, "aws_efs_file_system")
		if point := m.resource(b, name, "aws_efs_access_point"); point != nil {
			fs = m.resource(attrs(point), "file_system_id", "aws_efs_file_system")
		}
		if fs != nil {
			out = append(out, estate.On(fs.Address, "mounts", b.at(name)))
		}
	}
	return out
}

// taskMounts are the needs of the file systems that a service's tasks mount.
func (m *model) taskMounts(service block) []estate.Need {
	td := m.resource(service, "task_definition", "aws_ecs_task_definition")
	if td == nil {
		return nil
	}
	var out []estate.Need
	volumes, _ := attrs(td).blocks("volume")
	for _, v := range volumes {
		efs, _ := v.blocks("efs_volume_configuration")
		out = append(out, m.mounts(efs, "file_system_id")...)
	}
	return out
}
