package proof

import "io/fs"

// Replace writes a file of a folder so that a crash leaves either the old or the new one, whole.
func Replace(f Folder, name string, data []byte) error { return replace(f, name, data) }

// ReplaceLightly is Replace without the wait for the disk, for what can be made anew: a crash of the
// computer may leave nothing of it.
func ReplaceLightly(f DiskFolder, name string, data []byte) error {
	part := name + ".part"
	if err := f.Write(part, data); err != nil {
		return err
	}
	return f.root.Rename(part, name)
}

// Stat is that of fs.StatFS. It opens nothing, so that a pipe is told from a file without waiting for it.
func (d DiskFolder) Stat(name string) (fs.FileInfo, error) { return d.root.Stat(name) }
