package proof

// Code names one kind of finding of a check, GF5nnn. A code keeps its number for ever; `gatefold
// explain` tells what it means, and the page's own script uses the same.
type Code string

// What can be found about the list of files and its signature.
const (
	CodeFileChanged       Code = "GF5001" // a file differs from the signed list
	CodeFileMissing       Code = "GF5002" // a file of the list is not there
	CodeFileExtra         Code = "GF5003" // a file in the folder is not on the list
	CodeListMalformed     Code = "GF5004" // SHA256SUMS is missing or not as gatefold writes it
	CodeSignatureMissing  Code = "GF5005" // SHA256SUMS is there, its signature is not
	CodeSignatureWrong    Code = "GF5006" // the signature is of another list
	CodeSignatureUnusable Code = "GF5007" // not an SSHSIG of the expected namespace and algorithm
	CodeOtherKey          Code = "GF5008" // a sound signature, but of another key than was named
	CodeLineEndings       Code = "GF5009" // the only change is CRLF for LF
)

// What can be found about the keys.
const (
	CodeKeysMalformed Code = "GF5101" // keys.txt or allowed_signers is missing or malformed
	CodeKeysSignature Code = "GF5102" // keys.txt is not signed by the keys that it names
	CodeKeysDisagree  Code = "GF5103" // keys.txt, allowed_signers, origin or verifier keys name different keys
	CodeKeysChain     Code = "GF5104" // a rotation is not signed by both keys
)

// What can be found about the log.
const (
	CodeCheckpointMalformed Code = "GF5201" // a checkpoint is missing or not in its form
	CodeCheckpointSignature Code = "GF5202" // not signed by the log's key
	CodeOtherLog            Code = "GF5203" // a checkpoint, proof or leaf of another log
	CodeLogFileMissing      Code = "GF5204" // a tile or entry bundle is missing
	CodeLogFileMalformed    Code = "GF5205" // a tile or entry bundle has another length or form
	CodeLogChanged          Code = "GF5206" // tiles or entries do not give the signed root
	CodeLogRewritten        Code = "GF5207" // an archived checkpoint is no beginning of the log
	CodeLogTruncated        Code = "GF5208" // the log is shorter than an archived or witnessed checkpoint
)

// What can be found about one record or artifact.
const (
	CodeLeafMalformed       Code = "GF5301" // not a leaf of version 1
	CodeLeafNotInLog        Code = "GF5302" // the leaf is not the log's entry at its index
	CodeProofMalformed      Code = "GF5303" // the .tlog-proof is missing or not in its form
	CodeProofWrong          Code = "GF5304" // the .tlog-proof does not lead to its checkpoint
	CodeDisclosureMalformed Code = "GF5305" // a line of .disclosures is neither a disclosure nor a digest
	CodeCommitWrong         Code = "GF5306" // the disclosures do not give the leaf's commitment
	CodeRecordChanged       Code = "GF5307" // what the site shows differs from what was sealed
	CodeRecordMissing       Code = "GF5308" // a sealed, not retracted record's files are incomplete
	CodeRevisionOld         Code = "GF5309" // an older revision than the log's newest is shown as the newest
	CodeRevisionChain       Code = "GF5310" // revisions do not follow one another
	CodeArtifactChanged     Code = "GF5311" // an artifact's bytes are not those that were sealed
)

// What can be found about witnesses.
const (
	CodeCosignatureWrong Code = "GF5401" // a named witness's line does not fit the checkpoint
	CodePolicyMalformed  Code = "GF5402" // the policy cannot be read
	CodePolicyNotMet     Code = "GF5403" // too few of the named witnesses have signed
)

// What can be found about what other people say of records.
const (
	CodeAttestMalformed Code = "GF5501" // a note or its signature is missing or not in its form
	CodeAttestSignature Code = "GF5502" // the note is not the one that was signed
	CodeAttestOtherLog  Code = "GF5503" // of the log of somebody else
	CodeAttestOtherLeaf Code = "GF5504" // of an entry, or a record, that it does not name as the log has it
	CodeAttestAuthor    Code = "GF5505" // signed by the author of the records
	CodeAttestNotInLog  Code = "GF5506" // the log has no entry that accepts it
	CodeAttestRevoked   Code = "GF5507" // note: taken back by whoever had signed it
	CodeRevokedWrong    Code = "GF5508" // a list of revocations is not in its form or not signed by its key
)

// What can be found about what an author lets cohorts show.
const (
	CodeConsentMalformed Code = "GF5511" // a consent is not in its form, or named after another cohort
	CodeConsentChanged   Code = "GF5512" // its signature is missing, or not of these words
	CodeConsentOtherKey  Code = "GF5513" // signed by somebody else than the author
	CodeConsentOtherLog  Code = "GF5514" // about another log
)

// What can be found about an earlier log that this one continues.
const (
	CodeSuccession Code = "GF5521" // the earlier log is not the one that is spoken of
)

// What keeps a check from coming to an end, and notes beside it.
const (
	CodeKeyNotNamed    Code = "GF5901" // internally consistent; identity not checked
	CodeNotSealed      Code = "GF5902" // nothing is sealed here
	CodeUnreadable     Code = "GF5903" // a file or address cannot be read
	CodeLimit          Code = "GF5904" // larger, deeper or more than a check takes on
	CodeZipUnusable    Code = "GF5905" // not a zip that can be read safely
	CodeNotServed      Code = "GF5906" // note: a host does not serve this file
	CodeHostFile       Code = "GF5907" // note: a file of the host or the system, not looked at
	CodeHostAltered    Code = "GF5908" // pages differ, but every record's own proof holds
	CodeEditedNotSeal  Code = "GF5909" // note: edited since it was sealed, says the site itself
	CodeUncoveredFiles Code = "GF5910" // note: files that carry their own signatures
)
