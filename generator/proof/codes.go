package proof

// Code names one kind of finding of a check, GF4nnn. A code keeps its number for ever; `gatefold
// explain` tells what it means, and the page's own script uses the same.
type Code string

// What can be found about the list of files and its signature.
const (
	CodeFileChanged       Code = "GF4001" // a file differs from the signed list
	CodeFileMissing       Code = "GF4002" // a file of the list is not there
	CodeFileExtra         Code = "GF4003" // a file in the folder is not on the list
	CodeListMalformed     Code = "GF4004" // SHA256SUMS is missing or not as gatefold writes it
	CodeSignatureMissing  Code = "GF4005" // SHA256SUMS is there, its signature is not
	CodeSignatureWrong    Code = "GF4006" // the signature is of another list
	CodeSignatureUnusable Code = "GF4007" // not an SSHSIG of the expected namespace and algorithm
	CodeOtherKey          Code = "GF4008" // a sound signature, but of another key than was named
	CodeLineEndings       Code = "GF4009" // the only change is CRLF for LF
)

// What can be found about the keys.
const (
	CodeKeysMalformed Code = "GF4101" // keys.txt or allowed_signers is missing or malformed
	CodeKeysSignature Code = "GF4102" // keys.txt is not signed by the keys that it names
	CodeKeysDisagree  Code = "GF4103" // keys.txt, allowed_signers, origin or verifier keys name different keys
	CodeKeysChain     Code = "GF4104" // a rotation is not signed by both keys
)

// What can be found about the log.
const (
	CodeCheckpointMalformed Code = "GF4201" // a checkpoint is missing or not in its form
	CodeCheckpointSignature Code = "GF4202" // not signed by the log's key
	CodeOtherLog            Code = "GF4203" // a checkpoint, proof or leaf of another log
	CodeLogFileMissing      Code = "GF4204" // a tile or entry bundle is missing
	CodeLogFileMalformed    Code = "GF4205" // a tile or entry bundle has another length or form
	CodeLogChanged          Code = "GF4206" // tiles or entries do not give the signed root
	CodeLogRewritten        Code = "GF4207" // an archived checkpoint is no beginning of the log
	CodeLogTruncated        Code = "GF4208" // the log is shorter than an archived or witnessed checkpoint
)

// What can be found about one record or artifact.
const (
	CodeLeafMalformed       Code = "GF4301" // not a leaf of version 1
	CodeLeafNotInLog        Code = "GF4302" // the leaf is not the log's entry at its index
	CodeProofMalformed      Code = "GF4303" // the .tlog-proof is missing or not in its form
	CodeProofWrong          Code = "GF4304" // the .tlog-proof does not lead to its checkpoint
	CodeDisclosureMalformed Code = "GF4305" // a line of .disclosures is neither a disclosure nor a digest
	CodeCommitWrong         Code = "GF4306" // the disclosures do not give the leaf's commitment
	CodeRecordChanged       Code = "GF4307" // what the site shows differs from what was sealed
	CodeRecordMissing       Code = "GF4308" // a sealed, not retracted record's files are incomplete
	CodeRevisionOld         Code = "GF4309" // an older revision than the log's newest is shown as the newest
	CodeRevisionChain       Code = "GF4310" // revisions do not follow one another
	CodeArtifactChanged     Code = "GF4311" // an artifact's bytes are not those that were sealed
)

// What can be found about witnesses.
const (
	CodeCosignatureWrong Code = "GF4401" // a named witness's line does not fit the checkpoint
	CodePolicyMalformed  Code = "GF4402" // the policy cannot be read
	CodePolicyNotMet     Code = "GF4403" // too few of the named witnesses have signed
)

// What keeps a check from coming to an end, and notes beside it.
const (
	CodeKeyNotNamed    Code = "GF4901" // internally consistent; identity not checked
	CodeNotSealed      Code = "GF4902" // nothing is sealed here
	CodeUnreadable     Code = "GF4903" // a file or address cannot be read
	CodeLimit          Code = "GF4904" // larger, deeper or more than a check takes on
	CodeZipUnusable    Code = "GF4905" // not a zip that can be read safely
	CodeNotServed      Code = "GF4906" // note: a host does not serve this file
	CodeHostFile       Code = "GF4907" // note: a file of the host or the system, not looked at
	CodeHostAltered    Code = "GF4908" // pages differ, but every record's own proof holds
	CodeEditedNotSeal  Code = "GF4909" // note: edited since it was sealed, says the site itself
	CodeUncoveredFiles Code = "GF4910" // note: files that carry their own signatures
)
