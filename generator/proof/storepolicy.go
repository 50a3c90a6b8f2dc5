package proof

const policyFile = "policy.txt"

// Policy is the one that the author has chosen for this log; fs.ErrNotExist when there is none. The
// error is ErrPolicy as well.
func (s Store) Policy() (Policy, error) {
	data, err := readLimited(s.Folder, policyFile, maxPolicy)
	if err != nil {
		return Policy{}, err
	}
	return ParsePolicy(data)
}

// SetPolicy writes the author's policy, in place of one that is there.
func (s Store) SetPolicy(p Policy) error { return replace(s.Folder, policyFile, p.Print()) }
