// Package oracle asks other people's programs what they think of the logs, proofs and signatures
// that package proof writes. It is a module of its own, so that gatefold does not depend on them:
// filippo.io/torchwood and transparency-dev/formats read the C2SP formats;
// transparency-dev/merkle is a tree of RFC 6962 that shares no code with golang.org/x/mod, on which
// both torchwood and gatefold stand.
package oracle
