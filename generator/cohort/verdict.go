package cohort

// Verdict is what became of a member's site since it was last seen.
type Verdict string

// The verdicts.
const (
	FirstSeen   Verdict = "first seen"
	Grew        Verdict = "grew"
	Same        Verdict = "same"
	Unreachable Verdict = "unreachable"
	RolledBack  Verdict = "rolled back"
	Forked      Verdict = "forked"
	KeyChanged  Verdict = "key changed"
	HostAltered Verdict = "host altered bytes"
	Changed     Verdict = "changed"   // in another way than those above
	Unchecked   Verdict = "unchecked" // it could be read, but not checked to the end
)

// Verdicts are all of them, the good ones first.
func Verdicts() []Verdict {
	return []Verdict{FirstSeen, Grew, Same, Unreachable, Unchecked, RolledBack, Forked, KeyChanged, HostAltered, Changed}
}

// Well tells that there is nothing to be done.
func (v Verdict) Well() bool { return v == FirstSeen || v == Grew || v == Same }

// Unsettled tells that nothing is known to be wrong, but the site was not checked.
func (v Verdict) Unsettled() bool { return v == Unreachable || v == Unchecked }

// words of a verdict for a coach.
type words struct{ meaning, next string }

// Meaning is what the verdict says and what it does not, in one sentence.
func (v Verdict) Meaning() string { return v.words().meaning }

// Next is what the coach does about it, in one sentence.
func (v Verdict) Next() string { return v.words().next }

func (v Verdict) words() words {
	switch v {
	case FirstSeen:
		return words{"The cohort sees this log for the first time and remembers it from now on: nothing is known of what it was before.",
			"Nothing, if you compared the fingerprint with the learner yourself."}
	case Grew:
		return words{"New entries came after all that were seen before, and those before are unchanged.", "Nothing."}
	case Same:
		return words{"The log is as long as when it was last seen, with the same entries.", "Nothing."}
	case Unreachable:
		return words{"The site could not be read, so nothing is known of how it is now: that is no sign of cheating.",
			"See whether the address, folder or zip in " + ConfigFile + " is right, and run this again later."}
	case Unchecked:
		return words{"The site was read, but could not be checked to the end: nothing says that it was changed.",
			"Read the finding below; often the learner has yet to seal, or to build with --sign."}
	case RolledBack:
		return words{"The site shows fewer entries than its owner has signed before: an older copy, or entries that were taken away.",
			"Ask the learner whether an old copy was uploaded, and to publish the newest; entries cannot be taken out of a log, only taken back by new ones."}
	case Forked:
		return words{"Two different histories are signed by one key: the log was written anew, by its owner or by somebody with the key.",
			"Keep the evidence file, which anybody can check; talk to the learner, for two computers that both sealed do this as well."}
	case KeyChanged:
		return words{"The site is signed by another key than the one that you compared with the learner, and that key has not said so.",
			"Ring the learner up: if they have lost the key and begun anew, compare the new fingerprint and write it into " + ConfigFile + "; if they know nothing of it, the site is somebody else's."}
	case HostAltered:
		return words{"Files differ from the list that the learner has signed: their host rewrites pages, or somebody has changed them on the way.",
			"Tell the learner which files, and ask for the site as a zip until the host leaves it alone."}
	case Changed:
		return words{"The site does not agree with what its owner has signed.", "Send the learner the findings below and ask for the site, built and signed once more."}
	}
	return words{"This is no verdict.", "Nothing."}
}
