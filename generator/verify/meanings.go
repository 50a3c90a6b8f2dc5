package verify

import "github.com/gatefold/gatefold/generator/proof"

// Outcome is what a check comes to, formats.md section 4. Of one kind of finding it is what that alone
// makes of a check; that of a note is Held.
type Outcome string

// The outcomes.
const (
	Held      Outcome = "held"
	Changed   Outcome = "changed"
	Unchecked Outcome = "unchecked"
)

// CodeMeaning is what one kind of finding means to a reader who has never heard of any of this. The
// page's script (findings.js) says it in the same words.
type CodeMeaning struct {
	Code    proof.Code
	Outcome Outcome // that it makes of a check
	Meaning string
	Next    string // what to do about it
}

const askForAll = "Ask the author for the whole site once more, unchanged: as a zip, or as a copy made by git or wget. If it is the same again, ask what happened."

// Codes are all kinds of findings in the order of their numbers.
func Codes() []CodeMeaning {
	out := listCodes()
	for _, part := range [][]CodeMeaning{keyCodes(), logCodes(), recordCodes(), witnessCodes(), attestCodes(), consentCodes(), successionCodes(), endCodes()} {
		out = append(out, part...)
	}
	return out
}

func listCodes() []CodeMeaning {
	return []CodeMeaning{
		{proof.CodeFileChanged, Changed, "This file is not the one that the author listed and signed.", askForAll},
		{proof.CodeFileMissing, Changed, "The author listed and signed this file, and it is not here.", askForAll},
		{proof.CodeFileExtra, Changed, "This file lies in the folder, and the author did not list it.",
			"If you or a program put it there, take it away and check again. Else do not rely on it: the author has not signed it."},
		{proof.CodeListMalformed, Changed, "Without the author's list of files, nothing here can be compared with anything.",
			"See that the folder is the whole site, the one that holds proof/SHA256SUMS. " + askForAll},
		{proof.CodeSignatureMissing, Unchecked, "Nobody has signed the list of files: it says only what its writer wants it to say.",
			"Ask the author to publish proof/SHA256SUMS.sig, which `gatefold build --sign` makes."},
		{proof.CodeSignatureWrong, Changed, "The list of files was changed after it was signed, or the signature belongs to another list.", askForAll},
		{proof.CodeSignatureUnusable, Changed, "This is not a signature that gatefold or ssh-keygen would make of a list of files.", askForAll},
		{proof.CodeOtherKey, Changed, "The list is signed by somebody else than the key you named.",
			"Compare the fingerprint letter by letter with the one that you were given. If it is right, this site is not that author's."},
		{proof.CodeLineEndings, Changed, "Only the ends of lines differ (CRLF for LF), as git or an editor on Windows changes them. Ask for the files unchanged.",
			"With git, run: git config core.autocrlf false, and fetch the files anew; or ask for the zip."},
	}
}

func keyCodes() []CodeMeaning {
	return []CodeMeaning{
		{proof.CodeKeysMalformed, Changed, "The author's list of keys cannot be read, so the log cannot be tied to the author's key.", askForAll},
		{proof.CodeKeysSignature, Changed, "The list of keys is not signed by the key that it names.", askForAll},
		{proof.CodeKeysDisagree, Changed, "The keys named in different places are not the same.",
			"Ask the author which key is the right one, on the telephone or face to face, and check again with its fingerprint."},
		{proof.CodeKeysChain, Changed, "A new key took over, and the old one has not signed it.",
			"Ask the author about the new key. Until the old one has signed it, take them for the keys of two people."},
	}
}

func logCodes() []CodeMeaning {
	return []CodeMeaning{
		{proof.CodeCheckpointMalformed, Changed, "The head of the log cannot be read.", askForAll},
		{proof.CodeCheckpointSignature, Changed, "The head of the log is not signed by the author's log key.", askForAll},
		{proof.CodeOtherLog, Changed, "This belongs to the log of somebody else.",
			"If it is your policy, name the one for this author's log. Else: " + askForAll},
		{proof.CodeLogFileMissing, Changed, "A part of the log is missing, so what it held cannot be looked at.", askForAll},
		{proof.CodeLogFileMalformed, Changed, "A part of the log has not the form or length that it must have.", askForAll},
		{proof.CodeLogChanged, Changed, "The entries of the log are not those whose sum the author signed.", askForAll},
		{proof.CodeLogRewritten, Changed, "The log once had another beginning: its author, or somebody with the key, wrote it anew.",
			"Keep both heads of the log: each is signed, and together they show it to anybody. Ask the author's coach."},
		{proof.CodeLogTruncated, Changed, "The log was longer once: later entries were taken away.",
			"This may be an older copy of the site: get the newest one. If that is as short, keep both heads and ask the author's coach."},
	}
}

func recordCodes() []CodeMeaning {
	return []CodeMeaning{
		{proof.CodeLeafMalformed, Changed, "The sealed entry of this record cannot be read.", askForAll},
		{proof.CodeLeafNotInLog, Changed, "The entry beside this record is not the one in the log.", askForAll},
		{proof.CodeProofMalformed, Changed, "The proof that ties this record to the log is missing or cannot be read.", askForAll},
		{proof.CodeProofWrong, Changed, "The proof beside this record does not lead to the signed head of the log.", askForAll},
		{proof.CodeDisclosureMalformed, Changed, "The sealed values of this record cannot be read.", askForAll},
		{proof.CodeCommitWrong, Changed, "The values beside this record are not those that were sealed.", askForAll},
		{proof.CodeRecordChanged, Changed, "What the site shows is not what was sealed.",
			"Go by the sealed value, or ask the author. An author who has changed a record seals it again before publishing: `gatefold seal`, then `gatefold build`."},
		{proof.CodeRecordMissing, Changed, "Some of the files that prove this record are not here.", askForAll},
		{proof.CodeRevisionOld, Changed, "The log has a newer version of this record than the site shows.",
			"Ask the author for the site as it is now: this record was changed or taken back after this copy was built."},
		{proof.CodeRevisionChain, Changed, "The versions of a record do not follow one another in the log.", "Ask the author how this came about; gatefold does not write such a log."},
		{proof.CodeArtifactChanged, Changed, "This file is not the one that was sealed.",
			"Ask the author for the file as it was sealed. An author who has changed a file seals it again before publishing."},
	}
}

func witnessCodes() []CodeMeaning {
	return []CodeMeaning{
		{proof.CodeCosignatureWrong, Changed, "A witness's line under the head of the log does not fit it: one of the two was changed.",
			"Ask the witness, such as the author's coach, for the head that they signed. " + askForAll},
		{proof.CodePolicyMalformed, Unchecked, "The list of witnesses cannot be read, so no date was checked.",
			"If it is your policy, get it once more from where you had it (C2SP tlog-policy). If it is proof/policy.txt, tell the author."},
		{proof.CodePolicyNotMet, Unchecked, "Nobody whom you named has confirmed a date: the author's own dates are all there is.",
			"Check that your policy is the one for this author's witnesses, or judge the record without a date from others."},
	}
}

func attestCodes() []CodeMeaning {
	return []CodeMeaning{
		{proof.CodeAttestMalformed, Changed, "What another person says of a record cannot be read, or its signature is missing.", askForAll},
		{proof.CodeAttestSignature, Changed, "What another person says of a record is not what they signed.",
			"Do not rely on it. Ask that person, at an address you already know, for what they wrote. " + askForAll},
		{proof.CodeAttestOtherLog, Changed, "This person speaks of somebody else's records.", "Do not rely on it, and ask the author how it came here."},
		{proof.CodeAttestOtherLeaf, Changed, "This person speaks of another record, or of another version of it, than the log has at that place.",
			"Do not rely on it, and ask the author how it came here. " + askForAll},
		{proof.CodeAttestAuthor, Changed, "The author has signed this word about a record of their own: nobody else stands behind it.",
			"Do not count it. Ask the author who that other person is meant to be."},
		{proof.CodeAttestNotInLog, Changed, "The author's log has no entry for this word of another person.",
			"Ask the author for the site as it is now: whoever accepts such a word seals it before publishing (`gatefold attest accept`, `gatefold seal`)."},
		{proof.CodeAttestRevoked, Held, "The person who had said this has taken it back.", "Do not count it. The list that takes it back tells the day and the reason."},
		{proof.CodeRevokedWrong, Changed, "The list of what a person has taken back cannot be read, or is not signed by that person.",
			"Ask that person for the list, at an address you already know. " + askForAll},
	}
}

func consentCodes() []CodeMeaning {
	const again = "Ask the author to agree once more, with `gatefold consent`, and to publish that. Until then, take it that nothing was agreed."
	return []CodeMeaning{
		{proof.CodeConsentMalformed, Changed, "What the author lets a cohort show cannot be read.", again},
		{proof.CodeConsentChanged, Changed, "What the author lets a cohort show was changed after it was signed, or the signature belongs to another text.", again},
		{proof.CodeConsentOtherKey, Changed, "Somebody else than the author has signed what a cohort may show.", again},
		{proof.CodeConsentOtherLog, Changed, "What a cohort may show is about the site of somebody else.", again},
	}
}

func successionCodes() []CodeMeaning {
	return []CodeMeaning{
		{proof.CodeSuccession, Changed, "The author says that this log continues an earlier one, and what stands here is not that one.",
			"Ask the author for the site as it was published, and the author's coach whose the earlier log was."},
	}
}

func endCodes() []CodeMeaning {
	return []CodeMeaning{
		{proof.CodeKeyNotNamed, Unchecked, "All of this may be the work of somebody else: compare the key with one from a place you already know.",
			"Get the fingerprint from the author's coach, the cohort's own site or the author in person, and check again: gatefold verify SITE --key SHA256:..."},
		{proof.CodeNotSealed, Unchecked, "There is nothing to check here: the author has sealed and signed nothing.",
			"See that you named the folder of the site, the one that holds proof. If you did, ask the author for a sealed one."},
		{proof.CodeUnreadable, Unchecked, "This could not be read, so it was not checked.",
			"See that the file is a plain one that you may open, or that the address answers, and check again."},
		{proof.CodeLimit, Unchecked, "This is more than the check takes on.", "No portfolio needs so much. Ask the author what it is; nothing says that it was changed."},
		{proof.CodeZipUnusable, Unchecked, "This is not a zip file that can be read safely. Unpack it yourself and choose the folder.",
			"Unpack it with the program of your system and name the folder; if that does not work either, get the zip once more."},
		{proof.CodeNotServed, Held, "Hosts often keep such files to themselves; no page comes from it.", "Nothing. The zip of the site has the file."},
		{proof.CodeHostFile, Held, "The host or the operating system put it there; it was not looked at.", "Nothing."},
		{proof.CodeHostAltered, Held, "The pages differ, but what was sealed holds: a host that rewrites pages does this. Read the records from the downloaded files.",
			"Ask the author for the zip, and read the pages there."},
		{proof.CodeEditedNotSeal, Held, "The site itself says that this was edited after it was sealed.", "Go by the sealed value until the author has sealed the new one."},
		{proof.CodeUncoveredFiles, Held, "These files are not on the signed list because they change; they carry signatures of their own.", "Nothing."},
	}
}
